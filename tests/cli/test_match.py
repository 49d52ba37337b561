"""`clearhold match` as a user types it: two files in, a table of answers out, the summary on standard error."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from clearhold.cli import run_command
from clearhold.cli.match import match as command
from clearhold.matching.pairwise import LEAST, match_tables
from clearhold.matching.pairwise_evidence import say_evidence
from clearhold.tables import read_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

QUERIES = """\
id,name
q1,HANGZHOU HIKVISION DIGITAL TECHNOL
q2,Nestle SA
q3,Zhejiang Dahua Technology Ltd A
q4,ADR

q5,"Alibaba Group Holding Ltd, Sponsored ADR"
"""
TARGETS = """\
id,name,country,isin
t1,"Hangzhou Hikvision Digital Technology Co., Ltd.",CN,CNE100000PM8
t2,"Zhejiang Dahua Technology Co., Ltd.",CN,
t3,Alibaba Group Holding Limited,CN,
"""
COLUMNS = ["query_id", "query_name", "target_id", "target_name", "outcome", "probability", "evidence"]


@dataclass
class Said:
    """What the command ended with and printed."""

    code: int
    out: str
    err: str


@dataclass
class Desk:
    """A folder with the two files, and what the command says in it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def write(self, name: str, text: str | bytes) -> str:
        """The name of a file with that text."""
        (self.folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return name

    def match(self, *arguments: str) -> Said:
        """What `clearhold match` says."""
        self.capsys.readouterr()
        code = run_command(["match", *arguments])
        captured = self.capsys.readouterr()
        return Said(code, captured.out, captured.err)

    def refused(self, *arguments: str) -> str:
        """The one line with which the command refuses."""
        said = self.match(*arguments)
        assert (said.code, said.out) == (2, ""), said
        assert said.err.count("\n") == 1, said.err
        return said.err.removeprefix("clearhold: ").rstrip("\n")

    def answers(self, name: str = "pairs.csv") -> Sequence[Mapping[str, str]]:
        """The rows of a CSV file."""
        return list(csv.DictReader(io.StringIO((self.folder / name).read_text(encoding="utf-8"))))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, capsys)
    desk.write("queries.csv", QUERIES)
    desk.write("targets.csv", TARGETS)
    return desk


# --- what is written -------------------------------------------------------------------------------------------------


def test_the_answers_are_written_as_a_table_and_the_summary_goes_to_standard_error(desk: Desk) -> None:
    said = desk.match("queries.csv", "targets.csv", "--out", "pairs.csv")
    assert (said.code, said.out) == (0, "")
    answers = desk.answers()
    assert list(answers[0]) == COLUMNS
    assert {(row["query_id"], row["target_id"]) for row in answers} == {("q1", "t1"), ("q3", "t2"), ("q5", "t3")}
    first = answers[0]
    assert first["query_name"] == "HANGZHOU HIKVISION DIGITAL TECHNOL"
    assert first["target_name"] == "Hangzhou Hikvision Digital Technology Co., Ltd."
    assert first["outcome"] == "same issuer"
    assert 0.5 < float(first["probability"]) <= 1
    assert first["evidence"].startswith('name: "HANGZHOU HIKVISION DIGITAL TECHNOL" ')
    lines = said.err.splitlines()
    assert lines[0].startswith("queries.csv 5 queries · targets.csv 3 targets · method name-")
    assert lines[1] == "answered 3: same issuer 3"
    assert lines[2] == "not answered 2"
    assert lines[3] == "queries.csv: 1 name says nothing, and no name can match: line 5"
    assert lines[4].startswith("pairs.csv written · ")
    assert " s (reading " in lines[4]


def test_the_same_answers_are_written_in_every_form(desk: Desk) -> None:
    for name in ("pairs.csv", "pairs.xlsx", "pairs.parquet", "PAIRS.CSV"):
        assert desk.match("queries.csv", "targets.csv", "--out", name).code == 0
    said = desk.match("queries.csv", "targets.csv", "--out", "-")
    assert said.out == (desk.folder / "pairs.csv").read_text(encoding="utf-8")
    assert "written" not in said.err
    parquet = pl.read_parquet("pairs.parquet")
    assert parquet.columns == [*COLUMNS, "facts"]
    assert say_evidence(parquet["facts"]).to_list() == parquet["evidence"].to_list()
    rows = [row.cells for row in read_tables(desk.folder / "pairs.csv").sheets[0].rows]
    assert [row.cells for row in read_tables(desk.folder / "pairs.xlsx").sheets[0].rows] == rows
    assert [row.cells[:7] for row in read_tables(desk.folder / "pairs.parquet").sheets[0].rows] == rows


def test_many_answers_are_written_a_part_at_a_time_and_are_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.match("queries.csv", "targets.csv", "--out", "whole.csv")
    monkeypatch.setattr("clearhold.screening.match_writing._ROWS_AT_A_TIME", 2)
    desk.match("queries.csv", "targets.csv", "--out", "parts.csv")
    whole = (desk.folder / "whole.csv").read_text(encoding="utf-8")
    assert (desk.folder / "parts.csv").read_text(encoding="utf-8") == whole
    assert desk.match("queries.csv", "targets.csv", "--out", "-").out == whole


def test_a_workbook_has_the_answers_as_text_and_the_probability_as_a_number(desk: Desk) -> None:
    desk.write("formulas.csv", "id,name\n=1+1,Hangzhou Hikvision Digital Technology Co Ltd\n")
    desk.match("formulas.csv", "targets.csv", "--out", "pairs.xlsx")
    sheet = openpyxl.load_workbook("pairs.xlsx")["Answers"]
    row = [cell.value for cell in sheet[2]]
    assert row[0] == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert isinstance(row[5], float)


def test_text_that_a_spreadsheet_takes_for_a_formula_is_guarded_in_csv_unless_plain_is_asked_for(desk: Desk) -> None:
    desk.write("formulas.csv", "id,name\n-7,Hangzhou Hikvision Digital Technology\n=1+1,=Zhejiang Dahua Technology\n")
    desk.match("formulas.csv", "targets.csv", "--out", "guarded.csv")
    desk.match("formulas.csv", "targets.csv", "--out", "plain.csv", "--plain")
    told = [
        [(row["query_id"], row["query_name"][:3]) for row in desk.answers(f"{name}.csv")]
        for name in ("guarded", "plain")
    ]
    assert told == [[("-7", "Han"), ("'=1+1", "'=Z")], [("-7", "Han"), ("=1+1", "=Zh")]]


def test_a_file_that_is_there_is_replaced_whole_and_no_unfinished_one_is_left(desk: Desk) -> None:
    desk.write("pairs.csv", "old\n" * 1000)
    desk.match("queries.csv", "targets.csv", "--out", "pairs.csv")
    assert len(desk.answers()) == 3
    assert sorted(path.name for path in desk.folder.iterdir()) == ["pairs.csv", "queries.csv", "targets.csv"]


def test_without_any_answer_the_table_has_its_headings(desk: Desk) -> None:
    desk.write("none.csv", "id,name\nq,Nestle SA\n")
    said = desk.match("none.csv", "targets.csv", "--out", "pairs.csv")
    assert (desk.folder / "pairs.csv").read_text(encoding="utf-8") == ",".join(COLUMNS) + "\n"
    assert said.err.splitlines()[1:3] == ["answered 0", "not answered 1"]


def test_up_to_so_many_answers_are_given_as_are_asked_for(desk: Desk) -> None:
    desk.write("twins.csv", "id,name\na,Hangzhou Hikvision\nb,Hangzhou Hikvision\nc,Hangzhou Hikvision\n")
    for top in (1, 2, 3, 9):
        desk.match("queries.csv", "twins.csv", "--out", "pairs.csv", "--top", str(top))
        assert [row["target_id"] for row in desk.answers()] == ["a", "b", "c"][:top]


def test_the_least_probability_is_that_of_the_library(desk: Desk) -> None:
    assert (command.__kwdefaults__ or {})["least"] == LEAST
    desk.match("queries.csv", "targets.csv", "--out", "pairs.csv", "--least", "1")
    assert desk.answers() == []


def test_the_command_says_what_the_library_says(desk: Desk) -> None:
    desk.match("queries.csv", "targets.csv", "--out", "pairs.parquet", "--top", "2")
    tables = [pl.read_csv(name, infer_schema=False) for name in ("queries.csv", "targets.csv")]
    found = match_tables(tables[0].drop_nulls("id"), tables[1], top=2)
    assert pl.read_parquet("pairs.parquet").drop("evidence", "facts").equals(found.drop("evidence"))


def test_json_is_the_run_in_figures_on_standard_output(desk: Desk) -> None:
    said = desk.match("queries.csv", "targets.csv", "--out", "pairs.csv", "--json")
    told = json.loads(said.out)
    assert said.err == ""
    assert told["queries"] == {"file": "queries.csv", "rows": 5}
    assert told["answered"] == {"all": 3, "by_outcome": {"same issuer": 3}}
    assert told["not_answered"] == 2
    assert told["names_that_say_nothing"] == [{"file": "queries.csv", "sheet": None, "line": 5}]


# --- what is read ----------------------------------------------------------------------------------------------------


def workbook(path: Path, **sheets: Sequence[Sequence[str]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()


def test_files_of_every_format_say_the_same(desk: Desk) -> None:
    rows = list(csv.reader(io.StringIO(TARGETS)))
    workbook(desk.folder / "targets.xlsx", Companies=[["Our list"], [], *rows], Notes=[["Please read"], ["me"]])
    pl.read_csv("targets.csv", infer_schema=False).write_parquet("targets.parquet")
    desk.write("semicolons.txt", TARGETS.replace('"', "").replace("Co., Ltd.", "Co. Ltd.").replace(",", ";"))
    desk.write("latin.csv", f"{TARGETS}t4,Crédit Éclair,FR,\n".encode("latin-1"))
    desk.match("queries.csv", "targets.csv", "--out", "pairs.csv")
    expected = [(row["query_id"], row["target_id"], row["outcome"]) for row in desk.answers()]
    for name in ("targets.xlsx", "targets.parquet", "semicolons.txt", "latin.csv"):
        said = desk.match("queries.csv", name, "--out", "pairs.csv")
        assert said.code == 0, said.err
        told = [(row["query_id"], row["target_id"], row["outcome"]) for row in desk.answers()]
        assert told == expected, name
    said = desk.match("queries.csv", "targets.xlsx", "--out", "pairs.csv")
    assert 'targets.xlsx sheet "Notes": no columns of id and name; the sheet is left out' in said.err
    assert "encoding guessed as" in desk.match("queries.csv", "latin.csv", "--out", "pairs.csv").err


def test_columns_are_recognised_as_people_write_them_and_what_is_not_used_is_told(desk: Desk) -> None:
    desk.write(
        "own.csv",
        "Made by us\n\nEntity ID;Company Name;Legal name;Country of incorporation;Also known as;Former names\n"
        "x;Luzhou Laojiao;Luzhou Laojiao Co;China;Hangzhou Hikvision;Zhejiang Dahua Technology\n",
    )
    said = desk.match("queries.csv", "own.csv", "--out", "pairs.csv", "--top", "3")
    assert {row["query_id"] for row in desk.answers()} == {"q1", "q3"}
    assert 'own.csv: column "Legal name" also reads like the name; "Company Name" was used' in said.err


def test_standard_input_is_a_file_named_by_a_dash(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(QUERIES.encode())))
    said = desk.match("-", "targets.csv", "--out", "pairs.csv")
    assert said.err.startswith("standard input 5 queries")
    assert len(desk.answers()) == 3


def test_cells_that_are_not_taken_are_told_at_their_first_line(desk: Desk) -> None:
    desk.write(
        "faults.csv",
        "id,name,country,isin,lei\n"
        "a,Hikvision,Atlantis,CNE100000PM9,\n"
        "b,Dahua,CN; Atlantis,CNE100000PM8,\n"
        "c,Dahua,cn,,5493001KJTIIGC8Y1R13\n",
    )
    said = desk.match("faults.csv", "targets.csv", "--out", "pairs.csv")
    assert (
        'faults.csv line 2: "Atlantis" is no country that is known; it counts as not given (so in 2 rows)' in said.err
    )
    assert "faults.csv line 2: ISIN CNE100000PM9 fails its check; it counts as not given\n" in said.err
    assert "faults.csv line 4: LEI 5493001KJTIIGC8Y1R13 fails its check; it counts as not given\n" in said.err
    assert [(row["query_id"], row["outcome"]) for row in desk.answers()][:1] != [("a", "same security")]


def test_many_rows_that_say_nothing_are_counted_and_only_the_first_named(desk: Desk) -> None:
    desk.write("many.csv", "id,name\n" + "".join(f"{number},Co Ltd\n" for number in range(25)))
    said = desk.match("many.csv", "targets.csv", "--out", "pairs.csv")
    assert "many.csv: 25 names say nothing, and no name can match: line 2, line 3, " in said.err
    assert "line 11 … and 15 more; --json has all" in said.err
    told = json.loads(desk.match("many.csv", "targets.csv", "--out", "pairs.csv", "--json").out)
    assert [row["line"] for row in told["names_that_say_nothing"]] == list(range(2, 27))


def test_what_would_steer_a_terminal_is_not_printed(desk: Desk) -> None:
    desk.write("hostile.csv", "id,name,country\na,Hikvision,\x1b[31mRed\n")
    said = desk.match("hostile.csv", "targets.csv", "--out", "pairs.csv")
    assert "\x1b" not in said.err
    assert "\ufffd[31mRed" in said.err


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,name\na,Hikvision\nb,Dahua\na,Nestle\n", 'x.csv line 4: the id "a" is that of line 2 already; ids tell'),
        ("id,name\na,Hikvision\n,Dahua\n", "x.csv line 3: no id; ids tell rows apart"),
        ('id,name\na,"Hikvision\nb,Dahua\n', "x.csv line 2: a quotation mark opens a cell here and does not close"),
        ("id,company nam\na,b\n", 'x.csv: there is no column of the name; the columns are "id", "company nam"'),
        ("name,country\nHikvision,CN\n", 'x.csv: there is no column of the id; the columns are "name", "country"'),
        ("country,isin\nCN,CNE100000PM8\n", "x.csv: there is no column of the id and name; the columns are"),
        (
            "Hikvision,Dahua\nNestle,Roche\n",
            'x.csv: no row of headings was found (the first row is "Hikvision | Dahua")',
        ),
        ("id,name\n", "x.csv line 1: there are headings and no rows below them"),
        ("\n\n \n", "x.csv: the file is empty, it has no rows"),
        ("", "x.csv is empty: it has no byte in it"),
        ("<html><body>Not found</body></html>", "x.csv is a web page, not a table"),
        (b"%PDF-1.7 ...", "x.csv is a PDF, not a table"),
    ],
)
def test_a_file_that_cannot_be_matched_is_refused_with_its_place(desk: Desk, text: str | bytes, message: str) -> None:
    desk.write("x.csv", text)
    assert desk.refused("x.csv", "targets.csv", "--out", "pairs.csv").startswith(message)
    assert desk.refused("queries.csv", "x.csv", "--out", "pairs.csv").startswith(message)
    assert not (desk.folder / "pairs.csv").exists()


def test_an_id_that_stands_in_two_sheets_is_refused_with_both_places(desk: Desk) -> None:
    rows = [["id", "name"], ["a", "Hikvision"]]
    workbook(desk.folder / "x.xlsx", One=rows, Two=rows)
    message = desk.refused("x.xlsx", "targets.csv", "--out", "pairs.csv")
    assert message.startswith('x.xlsx sheet "Two" line 2: the id "a" is that of sheet "One" line 2 already')


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["queries.csv", "targets.csv"], "--out is missing: name the file for the answers, such as pairs.csv"),
        (
            ["queries.csv", "targets.csv", "--out", "pairs.txt"],
            "pairs.txt: the ending says how the answers are written",
        ),
        (["queries.csv", "targets.csv", "--out", "pairs"], "name a file that ends in .csv, .xlsx, .parquet, or -"),
        (["queries.csv", "targets.csv", "--out", "no/pairs.csv"], "no/pairs.csv: there is no folder no; make it"),
        (["queries.csv", "targets.csv", "--out", "./queries.csv"], "./queries.csv: is one of the files to read"),
        (["queries.csv", "nowhere.csv", "--out", "pairs.csv"], "nowhere.csv: there is no such file"),
        (["-", "-", "--out", "pairs.csv"], "both files are standard input"),
        (["queries.csv", "targets.csv", "--out", "-", "--json"], "--out - and --json both print to standard output"),
        (["queries.csv", "targets.csv", "--out", "-", "--explain", "q1"], "--out - and --explain both print"),
        (["queries.csv", "targets.csv", "--out", "pairs.csv", "--top", "0"], "Invalid value for '--top'"),
        (["queries.csv", "targets.csv", "--out", "pairs.csv", "--least", "0"], "least 0.0: a probability is above 0"),
        (
            ["queries.csv", "targets.csv", "--explain", "q99"],
            'queries.csv: no row has the id "q99"; the first ids are q1',
        ),
        (["queries.csv", "--out", "pairs.csv"], "Missing argument 'TARGETS'"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(desk: Desk, arguments: list[str], message: str) -> None:
    assert message in desk.refused(*arguments)
    assert not (desk.folder / "pairs.csv").exists()


# --- one query explained ---------------------------------------------------------------------------------------------


def test_one_query_is_explained_in_words(desk: Desk) -> None:
    said = desk.match("queries.csv", "targets.csv", "--explain", "q5")
    assert (said.code, said.err) == (0, "")
    for words in (
        'queries.csv line 7: "Alibaba Group Holding Ltd, Sponsored ADR" (id q5)',
        "    ALIBABA: ",
        "company names",
        "legal form, compared and weak: LTD",
        "taken off: ",
        "SPONSORED ADR",
        "depositary receipt",
        "compared with 3 targets by name-",
        "1. Alibaba Group Holding Limited (id t3)",
        "   same issuer, probability ",
        "   for: name: ",
        "1 answer of at most 1.",
    ):
        assert words in said.out, words


def test_a_near_target_that_is_no_answer_is_explained_with_what_speaks_against_it(desk: Desk) -> None:
    desk.write("near.csv", "id,name\na,Welspun\n")
    desk.write("nearer.csv", "id,name\nx,WELSPUN LIVING LIMITED\n")
    said = desk.match("near.csv", "nearer.csv", "--explain", "a", "--least", "1")
    assert "   no answer, probability 0." in said.out
    assert "   against: the target also says LIVING" in said.out
    assert "   no answer, since names of one issuer with a probability below 1.0 are none (--least)" in said.out
    assert "No answer." in said.out


def test_a_query_whose_name_says_nothing_is_explained_as_such(desk: Desk) -> None:
    said = desk.match("queries.csv", "targets.csv", "--explain", "q4")
    assert "  no word of it is compared" in said.out
    assert "  the name says nothing: no name can match it, not even the same one" in said.out


def test_an_explanation_of_many_near_targets_says_that_there_may_be_more(desk: Desk) -> None:
    desk.write("many.csv", "id,name\n" + "".join(f"{number},Zhejiang Dahua Technology\n" for number in range(20)))
    said = desk.match("queries.csv", "many.csv", "--explain", "q3", "--top", "2")
    assert "2 answers of at most 2." in said.out
    assert "   no answer, since better ones come before it (--top)" in said.out
    assert "Targets that are less near than these are not shown." in said.out


def test_an_explanation_is_given_as_json_too(desk: Desk) -> None:
    told = json.loads(desk.match("queries.csv", "targets.csv", "--explain", "q1", "--json").out)
    assert told["reading"]["name"] == "HANGZHOU HIKVISION DIGITAL TECHNOL"
    assert told["near"][0]["id"] == "t1"
    assert told["near"][0]["is_answer"] is True
    assert told["near"][0]["evidence"]["basis"] == "name"


def test_with_out_all_queries_are_matched_and_one_is_explained(desk: Desk) -> None:
    said = desk.match("queries.csv", "targets.csv", "--out", "pairs.csv", "--explain", "q1")
    assert len(desk.answers()) == 3
    assert said.out.startswith("queries.csv line 2: ")
    assert "answered 3" in said.err


# --- how it starts ---------------------------------------------------------------------------------------------------


def test_help_loads_no_tables() -> None:
    program = (
        "import sys; from clearhold.cli import run_command; run_command(['match', '--help']); "
        "sys.stderr.write(str(sorted({'polars', 'dataframely', 'rich', 'numpy'} & set(sys.modules))))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "QUERIES" in said.stdout
    assert said.stderr == "[]"
