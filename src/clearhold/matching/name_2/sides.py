"""Names as the kernel reads them: plain words, what they say of the security, and other names of the same company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.company_names import other_names
from clearhold.identity.names import NOTHING, could_be_cut
from clearhold.identity.plain import plain_names
from clearhold.identity.scripts import fold_names
from clearhold.identity.security_terms import read_security

if TYPE_CHECKING:
    from clearhold.matching._kernel import Session

# What a name may say of the security, by number; like stands beside like, so that one bound parts them.
SHARES = (
    *("", "a", "b", "c", "d", "e", "f", "g", "h", "class"),
    *("pref", "unit", "foreign", "nvdr", "adr", "gdr", "cdi", "dr", "bdr", "cedear", "otc", "right", "warrant", "debt"),
)
# In which way another name is of the same company, by number.
OTHERS = ("", "acronym", "brand", "former name", "group", "ambiguous")


@dataclass(frozen=True, slots=True)
class Side:
    """Names of one side, a row each and further rows for other names of the same companies, in the order of `owner`
    (the place in the series): `owner`, `plain`, `cut`, `share` (a number of `SHARES`), `other` (of `OTHERS`).
    """

    rows: pl.DataFrame

    def tell(self, session: Session, *, held: bool) -> None:
        """Tells the kernel the names; their words have to be described before `prepare`."""
        if not self.rows.is_empty():
            session.read("\n".join(self.rows["plain"].to_list()), held)

    def prepare(self, session: Session, *, held: bool) -> None:
        """Tells the kernel what is known of the names beside their words."""
        session.prepare(held, *(self.rows[column].to_numpy() for column in ("cut", "share", "other", "owner")))


def read_side(names: pl.Series) -> Side:
    """The names as the kernel takes them."""
    plain = plain_names(names).fill_null("")
    read = pl.DataFrame({"plain": plain, "name": names, "share": _number_shares(names)}).select(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("owner"),
        pl.when(pl.col("plain").is_in(NOTHING))
        .then(pl.lit(""))
        .when(pl.col("plain").str.contains(r"\p{Han}"))
        .then(pl.col("plain").str.replace_all(r"\p{Han}+", " "))
        .otherwise("plain")
        .alias("plain"),
        could_be_cut(pl.col("name")).fill_null(False).cast(pl.UInt8).alias("cut"),
        "share",
        pl.lit(0, pl.UInt8).alias("other"),
    )
    others = other_names(read["plain"])
    if others.is_empty():
        return Side(read)
    # TCS Group Holding may be another company than the one that is called TCS.
    holder = read["plain"].gather(others["id"]).str.contains(r"\b(?:group|grp|holdings?|hldgs?)\b")
    short = pl.col("kind").is_in(["acronym", "brand"])
    kind = pl.when(pl.col("ambiguous") | (short & holder)).then(pl.lit("ambiguous")).otherwise("kind")
    more = others.select(
        owner=pl.col("id").cast(pl.UInt32),
        plain="other",
        cut=pl.lit(0, pl.UInt8),
        share=read["share"].gather(others["id"]),
        other=kind.replace_strict({name: number for number, name in enumerate(OTHERS)}, return_dtype=pl.UInt8),
    )
    return Side(pl.concat([read, more]).sort("owner", maintain_order=True))


def _number_shares(names: pl.Series) -> pl.Series:
    """What each name says of the security, as a number of `SHARES`."""
    name = pl.col("name")
    told = (
        fold_names(names)
        .alias("name")
        .to_frame()
        .select(
            share=pl.when(name.str.ends_with(" pk"))
            .then(pl.lit("otc"))
            .when(name.str.ends_with(" f"))
            .then(pl.lit("foreign"))
            .when(name.str.contains(" non-|non voting"))
            .then(pl.lit("nvdr"))
            .otherwise(read_security(name).struct.field("share"))
        )
    )
    numbers = {share: number for number, share in enumerate(SHARES)}
    return told["share"].replace_strict(numbers, default=numbers["class"], return_dtype=pl.UInt8).fill_null(0)
