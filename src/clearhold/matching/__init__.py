"""Stage or tool: matching."""
