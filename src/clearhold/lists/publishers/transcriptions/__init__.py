"""Lists as others transcribe them, in layouts of their own: read where a publisher's own file is not at hand."""
