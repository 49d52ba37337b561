"""Stage or tool: screening."""
