"""Distinct descriptions of what is held, so that each is matched once however many lines of the files have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.model import IssuerTable

if TYPE_CHECKING:
    import dataframely as dy

    from clearhold.model import HoldingTable

_DESCRIPTION = [column for column in IssuerTable.column_names() if column != "issuer"]


def distinct_issuers(holdings: dy.DataFrame[HoldingTable]) -> tuple[dy.DataFrame[IssuerTable], pl.Series]:
    """The distinct descriptions in the order in which they first occur, and for each holding its number among them."""
    described = holdings.select(_DESCRIPTION)
    distinct = (
        described.unique(maintain_order=True).with_row_index("issuer").with_columns(pl.col("issuer").cast(pl.Int64))
    )
    numbers = described.join(distinct, on=_DESCRIPTION, how="left", nulls_equal=True, maintain_order="left")["issuer"]
    return IssuerTable.validate(distinct, cast=True), numbers
