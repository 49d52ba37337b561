"""Figures as people read them: money in a sensible unit, shares, dates, counts and probabilities.

The command line and every report write figures through this module, so that one figure looks the same everywhere.
Nothing here depends on the machine's locale.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

UNKNOWN = "not known"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Wider than the 38 digits a table holds: rounding such an amount in the default context of 28 would raise.
_WIDE = Context(prec=80, rounding=ROUND_HALF_EVEN)
_LEAST_SHARE_DECIMALS, _MOST_SHARE_DECIMALS = 2, 4


@dataclass(frozen=True, slots=True)
class MoneyScale:
    """The unit in which a column of money is written: `USD m`, or whole `USD` where the suffix is empty."""

    divisor: Decimal
    suffix: str

    def heading(self, currency: str | None) -> str:
        """The unit as a column's heading has it: "USD bn"; without a known currency the suffix alone."""
        return " ".join(word for word in (currency, self.suffix) if word) or "currency not known"


_SCALES = (
    MoneyScale(Decimal(10) ** 12, "tn"),
    MoneyScale(Decimal(10) ** 9, "bn"),
    MoneyScale(Decimal(10) ** 6, "m"),
    MoneyScale(Decimal(1), ""),
)
WHOLE = _SCALES[-1]


def format_count(number: int) -> str:
    """A count with thousands apart: 9,202."""
    return f"{number:,}"


def format_number_of(number: int, one: str, many: str) -> str:
    """A count with its noun: "1 company", "12 companies"."""
    return f"{format_count(number)} {one if number == 1 else many}"


def format_exact(amount: Decimal | None) -> str:
    """An amount in whole units with its cents, if it has any: "141,233,203" or "50,512,700.25"."""
    if amount is None:
        return UNKNOWN
    cents = amount.quantize(Decimal("0.01"), context=_WIDE)
    return f"{cents:,.0f}" if cents == cents.to_integral_value() else f"{cents:,.2f}"


def money_scale(amounts: Iterable[Decimal | None]) -> MoneyScale:
    """The largest unit in which the column's smallest amount still shows as 1.0 or more."""
    sizes = [abs(amount) for amount in amounts if amount]
    if not sizes:
        return WHOLE
    return next(scale for scale in _SCALES if scale is WHOLE or min(sizes) / scale.divisor >= Decimal("0.95"))


def format_amount(amount: Decimal | None, scale: MoneyScale) -> str:
    """An amount in a column's unit, without the unit: "178.8"."""
    if amount is None:
        return UNKNOWN
    if scale.divisor == 1:
        return f"{amount.quantize(Decimal(1), context=_WIDE):,}"
    return f"{_WIDE.divide(amount, scale.divisor).quantize(Decimal('0.1'), context=_WIDE):,}"


def format_money(amount: Decimal | None, currency: str | None) -> str:
    """One amount in words that stand alone: "USD 669.4 bn", "USD 953,062"."""
    if amount is None:
        return UNKNOWN
    size = abs(amount)
    # Half of the last shown digit is let in from below, so that nothing reads "1,000.0 m".
    scale = next(scale for scale in _SCALES if scale is WHOLE or size >= scale.divisor * Decimal("0.99995"))
    return " ".join(word for word in (currency, format_amount(amount, scale), scale.suffix) if word)


def share_decimals(shares: Iterable[Decimal | None]) -> int:
    """How many decimals a column of percentages needs, so that its smallest share is not written as nothing."""
    sizes = [abs(share) for share in shares if share]
    if not sizes:
        return _LEAST_SHARE_DECIMALS
    first_digit = -(min(sizes) * 100).adjusted()
    return max(_LEAST_SHARE_DECIMALS, min(_MOST_SHARE_DECIMALS, first_digit))


def format_share(share: Decimal | None, decimals: int = _LEAST_SHARE_DECIMALS) -> str:
    """A fraction as a percentage: "0.03 %". One that would round to nothing is "< 0.01 %", and nothing is "0 %".

    Ten per cent and more are written with one decimal unless the column asks for more than the usual two.
    """
    if share is None:
        return UNKNOWN
    if not share:
        return "0 %"
    percentage = share * 100
    least = Decimal(1).scaleb(-decimals)
    if abs(percentage) <= least / 2:  # a half is rounded to the even neighbour, which is nothing
        return f"{'< ' if percentage > 0 else '> -'}{least} %"
    if abs(percentage) >= 10 and decimals == _LEAST_SHARE_DECIMALS:  # noqa: PLR2004
        least = Decimal("0.1")
    shown = percentage.quantize(least, context=_WIDE)
    # 99.97 % judged is not all: only the whole is written as the whole.
    if share < 1 and shown >= 100:  # noqa: PLR2004
        return f"> {100 - least} %"
    return "100 %" if share == 1 else f"{shown} %"


def format_date(day: date | None) -> str:
    """A day: "31 Dec 2019"."""
    return UNKNOWN if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_probability(probability: float) -> str:
    """A probability with three decimals; one short of certainty never reads as certain: "> 0.999"."""
    shown = f"{probability:.3f}"
    if shown == "1.000" and probability < 1:
        return "> 0.999"
    if shown == "0.000" and probability > 0:
        return "< 0.001"
    return shown
