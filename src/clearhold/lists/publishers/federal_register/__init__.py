"""The Federal Register of the United States: its documents as paragraphs, and how American lists cite it."""
