"""`clearhold inspect`: how a file is understood, without screening it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl
    from rich.console import Console

    from clearhold.model import FileReading, HoldingsReading, SheetReading

_FIRST_ROWS = 5
_MOST_ASIDE = 40


def inspect(
    files: options.Files,
    *,
    as_of: options.AsOf = None,
    currency: options.Currency = None,
    columns: options.Columns = None,
) -> None:
    """Show how holdings files are understood.

    Shows tables, columns, units, dates and totals as they would be read, and the rows set aside with the reason.
    """
    import sys

    from clearhold.cli.console import console, print_line
    from clearhold.model import ScreeningRequest
    from clearhold.screening import columns_from_text
    from clearhold.screening import inspect as inspect_files

    request = ScreeningRequest(
        files=tuple(files),
        as_of=as_of,
        currency=currency,
        columns=tuple(columns_from_text(columns).items()) if columns else (),
    )
    reading = inspect_files(request, stdin=sys.stdin.buffer)
    out = console()
    for file in reading.files:
        _print_file(file, reading, out)
    if reading.problems:
        out.print("problems", style="bold")
        for problem in reading.problems:
            print_line(out, f"  {problem}")


def _print_file(file: FileReading, reading: HoldingsReading, out: Console) -> None:
    from clearhold.cli.console import print_line

    print_line(out, file.file, "bold")
    print_line(out, f"  {file.format} · {file.size:,} bytes · SHA-256 {file.sha256[:16]}…")
    for sheet in file.sheets:
        for line in _sheet_lines(sheet):
            print_line(out, line)
        if sheet.columns:
            out.print(_columns_table(sheet))
            unused = [
                f"{column.letter} {' '.join(column.heading.split())}" for column in sheet.columns if not column.role
            ]
            if unused:
                print_line(out, f"    not used: {'; '.join(unused)}")
            _print_first_rows(sheet, reading, out)
    _print_aside(file, reading, out)


def _sheet_lines(sheet: SheetReading) -> Iterable[str]:
    from clearhold.reports.figures import format_date, format_exact

    title = f'sheet "{sheet.sheet}"' if sheet.sheet else "table"
    if not sheet.visible:
        title += " (hidden)"
    if not sheet.columns:
        yield f"  {title}: no table of holdings; {sheet.set_aside:,} rows set aside"
        return
    lines = ", ".join(str(line) for line in sheet.heading_lines)
    headings = f"headings on line {lines}" if lines else "no headings; columns told by their content"
    yield f"  {title}: {headings}; {len(sheet.preamble)} lines above"
    fund, currency = sheet.fund or "not stated", sheet.currency or "not stated"
    yield f"    fund {fund} · as of {format_date(sheet.as_of)} · currency {currency}"
    yield f"    rows {sheet.rows_in:,} = {sheet.screened:,} screened + {sheet.set_aside:,} set aside"
    if sheet.sum_of_positions is not None:
        stated = "the file states no total"
        if sheet.stated_total is not None:
            stated = f"the file's own total on line {sheet.stated_total_line} is {format_exact(sheet.stated_total)}"
        yield f"    values add up to {format_exact(sheet.sum_of_positions)}; {stated}"
    for remark in sheet.remarks:
        yield f"    {remark}"


def _columns_table(sheet: SheetReading) -> object:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 0, 0, 4), header_style="dim")
    for heading in ("    column", "heading", "read as", "because"):
        table.add_column(heading, overflow="fold")
    for column in sheet.columns:
        if column.role is None:
            continue
        role = column.role.value
        if column.currency:
            role += f", {column.currency}"
        if column.multiplier != 1:
            role += f", times {column.multiplier:,}"
        table.add_row(f"    {column.letter}", Text(" ".join(column.heading.split())), role, Text(column.why))
    return table


def _print_first_rows(sheet: SheetReading, reading: HoldingsReading, out: Console) -> None:
    import polars as pl

    from clearhold.cli.console import print_line

    rows = reading.holdings.filter(
        (pl.col("file") == sheet.file) & pl.col("sheet").eq_missing(pl.lit(sheet.sheet, dtype=pl.String))
    ).head(_FIRST_ROWS)
    if rows.is_empty():
        return
    out.print("    the first rows as read")
    for row in rows.to_dicts():
        parts = [
            f"{name} {row[name]}"
            for name in ("isin", "sedol", "cusip", "lei", "figi", "ticker", "country")
            if row[name] is not None
        ]
        value = "no value" if row["market_value"] is None else f"{row['market_value'].normalize():,f}"
        parts.append(" ".join(word for word in (row["currency"], value) if word))
        print_line(out, f"      line {row['line']}  {row['name'] or '(no name)'} · {' · '.join(parts)}")


def _print_aside(file: FileReading, reading: HoldingsReading, out: Console) -> None:
    import polars as pl

    from clearhold.cli.console import print_line

    rows: pl.DataFrame = reading.set_aside.filter(pl.col("file") == file.file)
    if rows.is_empty():
        return
    out.print(f"  {rows.height:,} rows set aside", style="bold")
    for row in rows.head(_MOST_ASIDE).to_dicts():
        where = f"{row['sheet']} " if row["sheet"] else ""
        print_line(out, f"    {where}line {row['line']}  {row['reason']}: {row['detail']} – {row['text'][:120]}")
    if rows.height > _MOST_ASIDE:
        counts = rows.group_by("reason").len().sort("reason").iter_rows()
        out.print("    … in all: " + ", ".join(f"{count:,} {reason}" for reason, count in counts))
