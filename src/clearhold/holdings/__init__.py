"""Stage or tool: holdings."""
