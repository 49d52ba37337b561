"""Stage or tool: lists."""
