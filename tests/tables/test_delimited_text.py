"""CSV and its kin: separators, quotation marks, line ends, and the line each row starts on."""

from __future__ import annotations

import contextlib
import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clearhold.model import CouldNotRead
from clearhold.tables import Limits, TableFile, read_tables

if TYPE_CHECKING:
    from pathlib import Path


def read(text: str | bytes, *, limits: Limits | None = None) -> TableFile:
    """What a file with this text is read as."""
    data = text.encode() if isinstance(text, str) else text
    return read_tables("-", stdin=io.BytesIO(data), limits=limits or Limits())


def rows(text: str | bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read(text).sheets[0].rows]


def lines(text: str | bytes) -> list[int]:
    return [row.line for row in read(text).sheets[0].rows]


def refusal(text: str | bytes, *, limits: Limits | None = None) -> str:
    with pytest.raises(CouldNotRead) as caught:
        read(text, limits=limits)
    message = str(caught.value)
    assert "\n" not in message
    return message


HOLDINGS = [
    ("Name", "ISIN", "Value"),
    ("Hangzhou Hikvision", "CNE100000PM8", "1,234.50"),
    ("Apple Inc", "US0378331005", "99.00"),
    ("Nestle, S.A.", "CH0038863350", "7.25"),
]


def written(delimiter: str, **options: object) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, **options).writerows(HOLDINGS)  # type: ignore[arg-type]
    return file.getvalue()


@pytest.mark.parametrize(
    ("delimiter", "words"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")]
)
def test_each_separator_is_found_and_named(delimiter: str, words: str) -> None:
    found = read(written(delimiter))
    assert [row.cells for row in found.sheets[0].rows] == HOLDINGS
    assert found.format == f"CSV ({words}, UTF-8)"


def test_decimal_commas_do_not_pass_for_separators() -> None:
    text = "A;B;C\n" + "".join(f"{n},5;{n},25;{n},0\n" for n in range(1, 30))
    assert rows(text)[:2] == [("A", "B", "C"), ("1,5", "1,25", "1,0")]


def test_semicolons_inside_names_do_not_pass_for_separators() -> None:
    text = "Name,Ticker,Value\n" + "".join(f"Fund {n}; Series A,T{n},{n}\n" for n in range(20))
    assert rows(text)[1] == ("Fund 0; Series A", "T0", "0")


def test_the_separator_is_found_below_a_long_preamble_and_above_a_long_footer() -> None:
    preamble = "".join(f"Sentence {n}, which has commas, as sentences do; and more.\n" for n in range(25))
    table = "".join(f"Company {n}|US{n}|{n}\n" for n in range(6))
    found = read(preamble + table + "Legal words, many, of them.\n" * 10)
    assert found.format == "CSV (vertical bars, UTF-8)"
    assert found.sheets[0].rows[25].cells == ("Company 0", "US0", "0")


def test_a_table_below_more_preamble_than_is_sampled_is_found() -> None:
    text = "words\n" * 1500 + "Name;Value\nApple;1\nNestle;2\n"
    assert rows(text)[-1] == ("Nestle", "2")


def test_the_separator_that_excel_states_is_taken_and_its_line_is_no_row() -> None:
    found = read("sep=;\nName;Value\nApple, Inc;1\n")
    assert [(row.line, row.cells) for row in found.sheets[0].rows] == [(2, ("Name", "Value")), (3, ("Apple, Inc", "1"))]


def test_a_list_of_names_is_one_column_though_some_names_have_commas() -> None:
    names = ["Name", "Apple Inc", "Nestle, S.A.", "BHP Group", "Alphabet, Inc.", "Tencent", "Ping An", "Naspers"]
    assert rows("\n".join(names)) == [(name,) for name in names]


def test_a_heading_alone_is_one_row() -> None:
    assert rows("Name,ISIN,Value\n") == [("Name", "ISIN", "Value")]


def test_apostrophes_quote_where_nothing_else_does() -> None:
    assert rows("'Name','Value'\n'Nestle, S.A.','1'\n'Apple','2'\n")[1] == ("Nestle, S.A.", "1")


def test_apostrophes_in_names_are_letters() -> None:
    assert rows("Name,Value\nL'Oreal,1\nMcDonald's,2\n'Tis,3\n")[3] == ("'Tis", "3")


def test_ragged_rows_are_kept_as_they_are() -> None:
    assert rows("a,b,c\n1,2\n1,2,3,4\n1\n1,2,3\n") == [
        ("a", "b", "c"),
        ("1", "2"),
        ("1", "2", "3", "4"),
        ("1",),
        ("1", "2", "3"),
    ]


def test_blank_rows_are_left_out_and_lines_go_on_counting() -> None:
    text = "Name,Value\n\n,\n\xa0\n   \n\xa0,\xa0\nApple,1\n"
    assert [(row.line, row.cells) for row in read(text).sheets[0].rows] == [(1, ("Name", "Value")), (7, ("Apple", "1"))]


def test_outer_white_space_goes_and_empty_cells_at_the_end_are_cut() -> None:
    assert rows(" Name ,\xa0Value\xa0,,\n\tApple,,1,\n") == [("Name", "Value"), ("Apple", "", "1")]


def test_identifiers_and_amounts_are_left_as_written() -> None:
    cells = ("002415", "037833E10", "0540528", "1,499,770,973.15", "(12.5)", "-0.00", "1e5", "5%", "TRUE", "=1+1")
    assert rows("\t".join(cells) + "\n" + "\t".join(cells)) == [cells, cells]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_and_lines_are_the_same_whatever_ends_them(end: str) -> None:
    text = end.join(["Name,Value", '"Two', 'lines",1', "", "Apple,2", ""])
    found = read(text).sheets[0].rows
    assert [(row.line, row.cells) for row in found] == [
        (1, ("Name", "Value")),
        (2, ("Two\nlines", "1")),
        (5, ("Apple", "2")),
    ]


def test_a_stray_return_inside_a_row_does_not_part_it() -> None:
    text = "Name,Country,Value\n" + "Apple\rInc,US,1\n" + "Nestle,CH,2\n" * 9
    assert rows(text)[1] == ("Apple Inc", "US", "1")


def test_rows_that_end_in_cr_inside_a_file_of_lf_are_rows_of_their_own() -> None:
    found = read("Name,Country,Value\nApple,US,1\rNestle,CH,2\rBHP,AU,3\n" + "Naspers,ZA,4\n" * 9)
    assert [row.cells[0] for row in found.sheets[0].rows][:5] == ["Name", "Apple", "Nestle", "BHP", "Naspers"]
    assert any("CR alone" in remark for remark in found.remarks)


def test_the_end_mark_of_old_files_is_no_row() -> None:
    assert rows("Name,Value\r\nApple,1\r\n\x1a") == [("Name", "Value"), ("Apple", "1")]
    assert rows("Name,Value\r\nApple,1\r\n\x1a,,,\r\n") == [("Name", "Value"), ("Apple", "1")]
    assert rows("Name,Value\r\nApple,1\r\n\x1a\r\n") == [("Name", "Value"), ("Apple", "1")]


def test_letters_that_python_takes_for_line_ends_stay_in_their_cells() -> None:
    assert rows("Name,Value\nA\x0bB\x85C\u2028D\x0cE,1\n")[1] == ("A\x0bB\x85C\u2028D\x0cE", "1")


def test_an_open_quotation_mark_is_an_error_naming_its_line() -> None:
    text = 'Name,Value\nApple,1\n"Nestle,2\n' + "BHP,3\n" * 50
    assert refusal(text).startswith("standard input line 3: a quotation mark opens a cell here and does not close")


def test_an_open_quotation_mark_is_named_where_it_opens_not_where_the_next_one_stands() -> None:
    text = 'Name,Value\n"Apple",1\n"Nestle,2\nBHP,3\n"Naspers",4\n'
    assert "line 3: a quotation mark opens a cell here" in refusal(text)
    assert "to line 5" in refusal(text)


def test_an_open_mark_that_closes_in_a_later_row_of_the_table_is_an_error() -> None:
    table = [f"Company {n},US,USD,{n}" for n in range(20)]
    table[4] = '"Company 4,US,USD,4'
    table[9] = 'Screen 5",US,USD,9'
    assert "line 6: a quotation mark opens here and closes only in line 11" in refusal(
        "\n".join(["Name,Country,Currency,Value", *table])
    )


def test_a_quoted_footnote_over_many_lines_is_one_cell() -> None:
    note = "The fund, its manager, and others\nhold no view.\nNo, none."
    text = f'Name,Country,Currency,Value\nApple,US,USD,1\n"{note}"\nEnd\n'
    assert [(row.line, row.cells) for row in read(text).sheets[0].rows][2:] == [(3, (note,)), (6, ("End",))]


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [
        ('"Big" Corp,1', ('"Big" Corp', "1")),
        ('5" Pipe,1', ('5" Pipe', "1")),
        ('Pipe 5",1', ('Pipe 5"', "1")),
        ('"Big, "Bad" Corp",1', ('Big, "Bad" Corp', "1")),
        ('"Big ""Bad"" Corp",1', ('Big "Bad" Corp', "1")),
        ('"Apple" ,1', ("Apple", "1")),
        ('Apple, "1,000"', ("Apple", "1,000")),
        ('"",1', ("", "1")),
        ('"Big" Corp,"Other, Inc"', ('"Big" Corp', "Other, Inc")),
    ],
)
def test_stray_quotation_marks_lose_nothing(written_as: str, meant: tuple[str, ...]) -> None:
    assert rows(f"Name,Value\n{written_as}\nEnd,9\n") == [("Name", "Value"), meant, ("End", "9")]


def test_where_cells_are_written_after_a_space_a_mark_there_opens_the_next_one() -> None:
    text = 'Name, Other, Value\n"Big" Corp, "x, y", 2\n' + 'A, "b, c", 3\n' * 5
    assert rows(text)[1:3] == [('"Big" Corp', "x, y", "2"), ("A", "b, c", "3")]


@pytest.mark.parametrize("piece", ['"a"b, ', '"a"b,', '" ', '"x ""y, ', ', "', '""" ,'])
def test_a_long_line_of_stray_marks_is_read_in_no_time(piece: str) -> None:
    with contextlib.suppress(CouldNotRead):
        read('Name,Value\n"Big" Corp,1\n' + '"a","b"\n' * 10 + piece * 60_000 + "\n")


def test_marks_kept_as_written_are_remarked_on() -> None:
    assert read('Name,Value\n"Big" Corp,1\nEnd,9\n').remarks == (
        "quotation marks inside cells are kept as written (line 2)",
    )


def test_a_zero_byte_is_an_error_naming_its_line() -> None:
    message = refusal(b"Name,Value\nApple,1\nNes\x00tle,2\n" + b"BHP,3\n" * 30)
    assert message.startswith("standard input line 3: a zero byte (NUL)")


def test_a_cell_of_200_kilobytes_is_refused_with_its_place_and_size() -> None:
    message = refusal(f'Name,Value\nApple,1\n"{"x" * 200_000}",2\n')
    assert message.startswith("standard input line 3: cell 1 holds 200,000 bytes")


def test_a_cell_at_the_limit_is_read() -> None:
    assert len(read(f"Name,Value\n{'é' * 50},2\n", limits=Limits(cell_size=100)).sheets[0].rows[1].cells[0]) == 50
    assert "holds 102 bytes" in refusal(f"Name,Value\n{'é' * 51},2\n", limits=Limits(cell_size=100))


def test_a_long_cell_made_of_short_lines_is_refused_too() -> None:
    quoted = "\n".join(["word"] * 50)
    assert "line 2: cell 1 holds 249 bytes" in refusal(f'Name,Value\n"{quoted}",2\n', limits=Limits(cell_size=100))


def test_more_cells_than_the_limit_are_refused() -> None:
    assert "line 4: more than 6 cells" in refusal("a,b\nc,d\ne,f\ng,h\n", limits=Limits(cells=6))


def test_the_csv_module_keeps_the_limit_its_user_set() -> None:
    before = csv.field_size_limit(1234)
    try:
        read("Name,Value\n" + "x" * 5000 + ",1\n")
        refusal('Name,Value\n"x\n')
        assert csv.field_size_limit() == 1234
    finally:
        csv.field_size_limit(before)


def test_twenty_thousand_columns_are_read() -> None:
    assert len(rows(",".join(map(str, range(20_000))) + "\n" + "1," * 19_999 + "1\n")[1]) == 20_000


def test_headings_that_repeat_are_kept() -> None:
    assert rows("Name,Value,Value\nApple,1,2\n")[0] == ("Name", "Value", "Value")


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff"),
    max_size=12,
).map(lambda text: text.strip(" \xa0"))
WHOLE_CELLS = CELLS.filter(lambda text: text == text.strip())
NAMES = st.from_regex(r"[A-Za-z][A-Za-z]{2,9}( [A-Z][a-z]{2,8})?", fullmatch=True)


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """Rows of one width, as a fund's file has them: a name, a code, a figure, and a cell of anything."""
    heading = ("Name", "Code", "Value", "Anything")
    body = draw(st.lists(st.tuples(NAMES, NAMES, st.integers(1, 10**9).map(str), WHOLE_CELLS), min_size=3, max_size=12))
    return [heading, *body]


@given(
    table=tables(),
    delimiter=st.sampled_from(",;\t|"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
@example(
    table=[("Name", "Code", "Value", "Anything"), *[("Abc", "Abc", "1", '"')] * 3],
    delimiter=",",
    line_end="\r",
    quoting=csv.QUOTE_MINIMAL,
    encoding="utf-16",
)
def test_what_a_program_writes_as_csv_comes_back_the_same(
    table: list[tuple[str, ...]], delimiter: str, line_end: str, quoting: int, encoding: str
) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(table)  # type: ignore[arg-type]
    expected = [row if row[-1] else row[:-1] for row in table]
    assert rows(file.getvalue().encode(encoding)) == expected


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    data = text.encode("utf-8", "replace")
    with contextlib.suppress(CouldNotRead):
        assert len(rows(data)) <= data.count(b"\n") + data.count(b"\r") + 1


@given(st.lists(st.lists(st.sampled_from(["a", '"', ",", '""', " ", "b c", "1"]), max_size=8), max_size=6))
def test_no_letter_is_lost_however_the_quotation_marks_stand(parts: list[list[str]]) -> None:
    text = "Name,Value\n" + "\n".join("".join(line) for line in parts)
    with contextlib.suppress(CouldNotRead):
        found = "".join(cell for row in rows(text) for cell in row)
        assert [found.count(letter) for letter in "abc1"] == [text.count(letter) for letter in "abc1"]


def test_a_file_is_named_as_the_user_named_it(tmp_path: Path) -> None:
    path = tmp_path / "fund.csv"
    path.write_text("Name,Value\nApple,1\n")
    assert read_tables(path).file == str(path)
    assert read_tables(str(path)).sheets == read_tables(path).sheets
