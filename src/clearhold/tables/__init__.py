"""Stage or tool: tables."""
