"""The five tables of concern lists, made from columns of text: kinds and dates read, identifiers judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.identifiers import SCHEMES, is_valid
from clearhold.identity.scripts import main_script
from clearhold.model import ListAddressTable, ListEntryTable, ListIdentifierTable, ListingTable, ListNameTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import dataframely as dy

    from clearhold.model import ConcernLists

_DATES = ("listed_on", "effective_on", "delisted_on", "source_date")


@dataclass(frozen=True, slots=True)
class ListTables:
    """Entries, names, identifiers, addresses and listings of one list or of several."""

    entries: dy.DataFrame[ListEntryTable]
    names: dy.DataFrame[ListNameTable]
    identifiers: dy.DataFrame[ListIdentifierTable]
    addresses: dy.DataFrame[ListAddressTable]
    listings: dy.DataFrame[ListingTable]


def tables_of(lists: ConcernLists) -> ListTables:
    """The tables of lists that have been put together."""
    return ListTables(lists.entries, lists.names, lists.identifiers, lists.addresses, lists.listings)


def make_tables(
    entries: pl.DataFrame, names: pl.DataFrame, identifiers: pl.DataFrame, listings: pl.DataFrame
) -> ListTables:
    """The tables in their schemas from columns of text of the same names; further columns are left out.

    Of `entries` the columns `country` and `parent` hold one each or none. Whether an identifier is valid and which
    script a name is in is worked out here, whatever the table says of it. Raises a Polars or dataframely error where a
    word is of no known kind or a date is none.
    """
    entries = entries.with_columns(
        publisher_id=pl.lit(None, pl.String),
        countries=pl.concat_list("country").list.drop_nulls(),
        parents=pl.concat_list("parent").list.drop_nulls(),
    )
    names = names.with_columns(script=main_script(names["name"]))
    return ListTables(
        entries=ListEntryTable.validate(entries.select(ListEntryTable.column_names()), cast=True),
        names=ListNameTable.validate(names.select(ListNameTable.column_names()), cast=True),
        addresses=ListAddressTable.create_empty(),
        identifiers=ListIdentifierTable.validate(
            with_validity(identifiers).select(ListIdentifierTable.column_names()), cast=True
        ),
        listings=ListingTable.validate(
            listings.with_columns(pl.col(_DATES).str.to_date("%Y-%m-%d")).select(ListingTable.column_names()),
            cast=True,
        ),
    )


def with_validity(identifiers: pl.DataFrame) -> pl.DataFrame:
    """The identifiers with `valid` by their check digits; schemes without one (tickers, register numbers) are valid."""
    judged = identifiers.select("scheme", "value").unique()
    valid = [scheme not in SCHEMES or is_valid(scheme, value) for scheme, value in judged.iter_rows()]
    return identifiers.drop("valid", strict=False).join(
        judged.with_columns(pl.Series("valid", valid, dtype=pl.Boolean)), on=["scheme", "value"], maintain_order="left"
    )


def join_tables(parts: Sequence[ListTables]) -> ListTables:
    """The tables of several lists put together, in their order."""
    if len(parts) == 1:
        return parts[0]
    return ListTables(
        entries=ListEntryTable.validate(pl.concat([part.entries for part in parts])),
        names=ListNameTable.validate(pl.concat([part.names for part in parts])),
        identifiers=ListIdentifierTable.validate(pl.concat([part.identifiers for part in parts])),
        addresses=ListAddressTable.validate(pl.concat([part.addresses for part in parts])),
        listings=ListingTable.validate(pl.concat([part.listings for part in parts])),
    )
