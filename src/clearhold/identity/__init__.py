"""Stage or tool: identity."""
