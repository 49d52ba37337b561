"""Stage or tool: reports."""
