"""Reads a fund's files: finds the tables, recognises the columns, and keeps every row with what it is or why not."""

from clearhold.holdings.reading import read_holdings, read_holdings_files

__all__ = ["read_holdings", "read_holdings_files"]
