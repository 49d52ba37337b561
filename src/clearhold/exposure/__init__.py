"""Stage or tool: exposure."""
