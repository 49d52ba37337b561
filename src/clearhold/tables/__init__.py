"""Reads any file of tables, however hostile, into sheets of rows of text; understands nothing of what they say."""

from clearhold.tables.reading import read_columns, read_table_bytes, read_tables
from clearhold.tables.table_file import ColumnFile, ColumnSheet, Limits, Row, Sheet, TableFile

__all__ = [
    "ColumnFile",
    "ColumnSheet",
    "Limits",
    "Row",
    "Sheet",
    "TableFile",
    "read_columns",
    "read_table_bytes",
    "read_tables",
]
