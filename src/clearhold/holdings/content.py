"""One column of a table as it stands: its heading, its cells, and what these look like whatever the heading says.

Shares are of distinct filled cells in the column's beginning; that is enough to tell an ISIN from a SEDOL.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from clearhold.holdings.dates import WrittenDate, read_date
from clearhold.holdings.numbers import NumberColumn, read_numbers
from clearhold.identity.countries import country_code
from clearhold.identity.currencies import PENCE, currency_code
from clearhold.identity.identifiers import clean_identifier, has_isin_shape, schemes_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from clearhold.holdings.headings import Meaning
    from clearhold.holdings.units import Unit

_SAMPLE = 120
_CUSIP_WITHOUT_CHECK_DIGIT = r"^[0-9A-Z][0-9]{2}[0-9A-Z]{5}$"


class Column:
    """A column: its place and letter, its heading and what that means, and its cells (null where blank)."""

    def __init__(self, place: int, heading: str, meaning: Meaning | None, unit: Unit, cells: pl.Series) -> None:
        self.place = place
        self.letter = column_letter(place)
        self.heading = heading
        self.meaning = meaning
        self.unit = unit
        self.cells = cells

    def __str__(self) -> str:
        return f'column {self.letter} "{self.heading}"' if self.heading else f"column {self.letter}"

    @cached_property
    def filled(self) -> int:
        """How many cells are not blank."""
        return self.cells.len() - self.cells.null_count()

    @cached_property
    def sample(self) -> list[str]:
        """The first distinct cells that hold something."""
        said = self.cells.filter(~self.cells.is_in(["-", "--", "N/A", "n/a"]))
        return said.head(50 * _SAMPLE).drop_nulls().unique(maintain_order=True).head(_SAMPLE).to_list()

    @cached_property
    def numbers(self) -> NumberColumn:
        """The cells read as numbers, with the column's own evidence of its decimal mark."""
        return read_numbers(self.cells)

    @cached_property
    def is_numeric(self) -> bool:
        """Whether at least nine of ten filled cells are numbers."""
        read = read_numbers(pl.Series(self.sample, dtype=pl.String))
        return bool(read.filled) and int(read.unreadable.sum()) <= read.filled // 10

    @cached_property
    def is_text(self) -> bool:
        """Whether filled cells are words rather than numbers: letters in nine of ten."""
        return self._share(lambda cell: sum(mark.isalpha() for mark in cell) > 1) >= 0.9  # noqa: PLR2004

    @cached_property
    def schemes(self) -> dict[str, float]:
        """For each scheme of identifiers, the share of cells that are valid under it."""
        shares: dict[str, float] = {}
        for cell in self.sample:
            for scheme in schemes_of(clean_identifier(cell) or ""):
                shares[scheme] = shares.get(scheme, 0) + 1 / len(self.sample)
        return shares

    @cached_property
    def isin_shaped(self) -> float:
        """The share of cells that are written as an ISIN, right check digit or not."""
        return self._share(lambda cell: has_isin_shape(clean_identifier(cell) or ""))

    @cached_property
    def short_cusips(self) -> float:
        """The share of cells that are written as a CUSIP without its check digit, 0 where all are mere numbers.

        About every fourth CUSIP has a letter; numbers of eight digits are some publisher's own.
        """
        cells = pl.Series([clean_identifier(cell) or "" for cell in self.sample], dtype=pl.String)
        if not cells.str.contains(r"[A-Z]").any():
            return 0.0
        return int(cells.str.contains(_CUSIP_WITHOUT_CHECK_DIGIT).sum()) / len(self.sample)

    @cached_property
    def countries(self) -> float:
        """The share of cells that name a country."""
        return self._share(lambda cell: country_code(cell) is not None)

    @cached_property
    def currencies(self) -> float:
        """The share of cells that name a currency, or a hundredth of one."""
        return self._share(lambda cell: currency_code(cell) is not None or cell in PENCE)

    @cached_property
    def dates(self) -> list[WrittenDate]:
        """The distinct cells of the whole column that are dates."""
        distinct = self.cells.drop_nulls().unique(maintain_order=True).to_list()
        return [written for cell in distinct if (written := read_date(cell))]

    @cached_property
    def are_dates(self) -> float:
        """The share of cells that are dates."""
        return self._share(lambda cell: read_date(cell) is not None)

    @cached_property
    def distinct(self) -> float:
        """Distinct cells by filled ones: 1 where no cell repeats."""
        return self.cells.drop_nulls().n_unique() / self.filled if self.filled else 0.0

    @cached_property
    def mean_length(self) -> float:
        """The mean number of characters in a filled cell."""
        return int(self.cells.str.len_chars().sum()) / self.filled if self.filled else 0.0

    def _share(self, holds: Callable[[str], bool]) -> float:
        return sum(holds(cell) for cell in self.sample) / len(self.sample) if self.sample else 0.0


def column_letter(place: int) -> str:
    """The letter that a spreadsheet gives a column: A for place 0, AA for place 26."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """The place of a column by its letter, the inverse of `column_letter`."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
