"""The report as a workbook, for those who go on working with it: one sheet a subject, headings frozen, filters on.

Text is always text: formulas, links and numbers in strings are off, so a name that begins with `=` stays a name. The
bytes depend on the run alone, since the date of creation is fixed. Amounts are numbers as Excel has them (15 digits);
all digits are in the CSV files.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import xlsxwriter

from clearhold.model import Dimension, EvidenceClass
from clearhold.reports.answer import answer_of, days_of, subject_of
from clearhold.reports.method import describe_method
from clearhold.reports.not_judged import list_not_judged
from clearhold.reports.self_check import failure_of, list_missed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from clearhold.model import Screening

# xlsxwriter writes about ten thousand rows a second: longer tables are read from the CSV file beside the workbook.
_MOST_ROWS = 20_000
_MOST_CHARACTERS = 32_767  # of a cell, by Excel's specification
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_MONEY, _SHARE, _COUNT, _PROBABILITY = "#,##0.00", "0.0000%", "#,##0", "0.000"
_FAILED, _RED, _FIRST_ROW = "FAILED", "#A3161C", 1
_WRAPPED = frozenset({"answer", "message", "meaning"})
_NUMBER_FORMATS = {
    "market_value": _MONEY,
    "base_value": _MONEY,
    "value": _MONEY,
    "sum_of_positions": _MONEY,
    "stated_total": _MONEY,
    "weight": _SHARE,
    "share": _SHARE,
    "probability": _PROBABILITY,
    "line": "0",
    "evidence_class": "0",
}
_WIDTHS = {
    "file": 24,
    "fund": 24,
    "name": 38,
    "entry_name": 38,
    "market_value": 20,
    "base_value": 20,
    "value": 20,
    "evidence": 60,
    "against": 40,
    "list": 24,
    "programme": 28,
    "ground": 40,
    "words": 60,
    "account": 60,
    "source": 40,
    "title": 48,
    "publisher": 40,
    "meaning": 60,
    "key": 44,
    "reason": 32,
    "detail": 44,
    "text": 80,
    "message": 100,
    "what": 34,
    "answer": 110,
    "not_judged": 44,
    "sha256": 68,
    "ownership_rule": 28,
    "ownership_note": 40,
    "licence": 28,
    "version": 24,
    "accepted_at": 24,
    "stale": 40,
}


def write_xlsx(screening: Screening, path: Path) -> None:
    """Write `report.xlsx`."""
    workbook = xlsxwriter.Workbook(str(path), _OPTIONS)
    workbook.set_properties({"title": subject_of(screening), "author": screening.program, "created": _CREATED})
    _write_sheets(_Book(workbook), screening)
    workbook.close()


def _write_sheets(book: _Book, screening: Screening) -> None:
    failure = failure_of(screening)
    summary = book.table("Summary", ("what", "answer"), _summary(screening))
    findings = book.frame("Findings", screening.findings, whole_in="findings.csv")
    if failure:
        book.alarm(summary, _FIRST_ROW, (_FAILED, failure))
        book.alarm(findings, findings.dim_rowmax + 2, (_FAILED, failure))
    book.frame("Exposure", _exposure(screening))
    sheet = book.frame("Coverage", screening.coverage)
    book.add_below(sheet, "Holdings that could not be judged", list_not_judged(screening), whole_in="not-judged.csv")
    book.frame("Set aside", screening.reading.set_aside.drop("stated_values"), whole_in="set-aside.csv")
    lists = screening.lists.lists
    columns = tuple(type(lists[0]).__dataclass_fields__) if lists else ("name",)
    book.table("Lists", columns, ([getattr(each, column) for column in columns] for each in lists))
    book.table(
        "Problems",
        ("file", "sheet", "line", "message"),
        ([each.file, each.sheet, each.line, each.message] for each in screening.problems),
        whole_in="the terminal's output",
    )
    book.table("Method", ("what", "message"), _method(screening))


def _summary(screening: Screening) -> Iterable[Sequence[Any]]:
    totals = screening.totals
    answer = answer_of(screening)
    if answer.failure:
        yield _FAILED, answer.failure
        yield from (("Planted and not found", words) for words in list_missed(screening))
    yield "Fund", subject_of(screening)
    yield "As of", screening.as_of
    yield "Days", days_of(screening)
    yield from (
        ("The answer" if not number else "", words) for number, words in enumerate((answer.headline, *answer.beside))
    )
    yield "Base currency", totals.base_currency
    yield "Value of all positions", totals.value
    yield "Value judged", totals.judged
    yield "Value on a list, likely matches", totals.likely
    yield "Value to be looked at", totals.possible
    yield "Companies, likely matches", totals.likely_parties
    yield "Companies to be looked at", totals.possible_parties
    yield "Distinct issuers", totals.issuers
    yield "Rows read", totals.rows_in
    yield "Rows screened", totals.screened
    yield "Rows set aside", totals.set_aside
    yield "Findings", totals.findings
    yield "Policy", f"{screening.policy.name}, fingerprint {screening.policy.fingerprint}"
    yield "Matching method", screening.method
    yield "Program", screening.program
    yield "Command that repeats the run", screening.command
    for file in screening.reading.files:
        yield "File", f"{file.file}, {file.format}, {file.size} bytes, SHA-256 {file.sha256}"


def _exposure(screening: Screening) -> pl.DataFrame:
    """The exposure by the groups that have names; companies have their own numbers only, and are in Findings."""
    classes = {str(each.value): f"{each.value} {each.title}" for each in EvidenceClass}
    dimension, key = pl.col("dimension").cast(pl.String), pl.col("key")
    return (
        screening.exposure.filter(dimension != Dimension.PARTY.value)
        .with_columns(
            pl.when(dimension == Dimension.EVIDENCE_CLASS.value).then(key.replace(classes)).otherwise(key),
            pl.when(screening.totals.value is not None).then("base_value"),
        )
        .rename({"parties": "companies"})
    )


def _method(screening: Screening) -> Iterable[Sequence[Any]]:
    for part in describe_method(screening):
        yield from ((part.title, paragraph) for paragraph in part.paragraphs)
        yield from ((f"{part.title}: {term}", meaning) for term, meaning in part.terms)


_A4 = 9  # the code of the paper's size in a workbook


class _Book:
    """A workbook with the formats that its sheets share."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._heading = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self._title = workbook.add_format({"bold": True})
        self._date = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._alarm = workbook.add_format({"bold": True, "font_color": _RED, "text_wrap": True, "valign": "top"})
        self._wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        patterns = (_MONEY, _SHARE, _COUNT, _PROBABILITY, "0")
        self._numbers = {
            (pattern, align): workbook.add_format({"num_format": pattern, "align": align})
            for pattern in patterns
            for align in ("right", "left")
        }

    def frame(self, name: str, frame: pl.DataFrame, *, whole_in: str = "") -> Any:
        """A sheet with a table's columns and rows; `whole_in` names the file that has what is too long for a sheet."""
        return self.table(name, tuple(frame.columns), frame.iter_rows(), whole_in=whole_in)

    def table(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, whole_in: str = "") -> Any:
        """A sheet with headings, frozen and filtered, and rows."""
        sheet = self._workbook.add_worksheet(name)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, _WIDTHS.get(column, 14))
        last = self._write_rows(sheet, 0, columns, rows, whole_in)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        # On paper: all columns on a page's width, the headings on each page.
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def alarm(self, sheet: Any, row: int, cells: Sequence[str]) -> None:
        """A row in red and bold, and the sheet's tab in red."""
        for column, words in enumerate(cells):
            sheet.write_string(row, column, _cut(words), self._alarm)
        sheet.set_tab_color(_RED)

    def add_below(self, sheet: Any, title: str, frame: pl.DataFrame, *, whole_in: str) -> None:
        """A second table in a sheet, under its own title; nothing where it is empty."""
        if frame.is_empty():
            return
        top = sheet.dim_rowmax + 3
        sheet.write_string(top - 1, 0, title, self._title)
        self._write_rows(sheet, top, tuple(frame.columns), frame.iter_rows(), whole_in)

    def _write_rows(
        self, sheet: Any, top: int, columns: Sequence[str], rows: Iterable[Sequence[Any]], whole_in: str
    ) -> int:
        """The number of the last row written; a row after the most that are written says where the others are."""
        for number, column in enumerate(columns):
            sheet.write_string(top, number, column, self._heading)
        last = top
        for last, row in enumerate(rows, top + 1):
            if last > top + _MOST_ROWS:
                sheet.write_string(last, 0, f"The first {_MOST_ROWS:,} rows are here; all are in {whole_in}.")
                break
            for number, (column, value) in enumerate(zip(columns, row, strict=True)):
                if value is not None:
                    self._write_cell(sheet, (last, number), value, column)
        return last

    def _number_format(self, column: str, usual: str) -> Any:
        # Beside words, in one column of answers, figures begin where the words do.
        return self._numbers[_NUMBER_FORMATS.get(column, usual), "left" if column == "answer" else "right"]

    def _write_cell(self, sheet: Any, at: tuple[int, int], value: Any, column: str) -> None:
        match value:
            case bool():
                sheet.write_boolean(*at, value)
            case Decimal():
                sheet.write_number(*at, float(value), self._number_format(column, _MONEY))
            case int() | float():
                sheet.write_number(*at, value, self._number_format(column, _COUNT))
            case datetime():
                # A workbook knows no time zones: the moment is in UTC and says so.
                sheet.write_string(*at, f"{value:%Y-%m-%d %H:%M:%S} UTC")
            case date():
                sheet.write_datetime(*at, value, self._date)
            case _:
                sheet.write_string(*at, _cut(str(value)), self._wrapped if column in _WRAPPED else None)


def _cut(words: str) -> str:
    mark = " … (cut: a cell holds no more)"
    return words if len(words) <= _MOST_CHARACTERS else words[: _MOST_CHARACTERS - len(mark)] + mark
