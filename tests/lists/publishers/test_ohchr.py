"""The UN settlements database: footnote letters, brackets, those removed, and the built-in list name by name."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from clearhold.lists import load_lists
from clearhold.lists.parsed import ParsedList, ParsedName, SourceFile
from clearhold.lists.publishers.ohchr import parse_ohchr
from clearhold.lists.publishers.ohchr.names import FootnoteLetters, read_names
from clearhold.model import CouldNotRead, EvidenceClass, NameKind
from tests.real_files import DATA, needs_real_files

HEADING = (
    "no,business_enterprise,listed_activity_subparagraph_of_paragraph_96,home_state,response_from_business_enterprise\n"
)
# Facts: https://www.ohchr.org/en/business/bhr-database, edition of 17 July 2026.
LISTED = (
    '1,A. Barkan and Partners Ltd.,"(a), (g)",Israel,\n'
    "2,Ahava – Dead Sea Laboratories Ltd.,(g),Israel,Response (23 September 2025)\n"
    "3,Construcciones y Auxiliar de Ferrocarriles S.A. (CAF),(e),Spain,\n"
)
REMOVED = "1,Alstom S. A.,(g),France,26 September 2025\n2,Steconfer S.A.,(e),Portugal,17 July 2026\n"
REAL = DATA / "lists" / "ohchr_settlements_2026-07-17.csv"


def table(text: str) -> SourceFile:
    return SourceFile("settlements.csv", text.encode())


def said(parsed: ParsedList) -> list[str]:
    return [str(problem) for problem in parsed.problems]


def test_a_row_is_an_enterprise_with_the_activities_of_the_paragraph() -> None:
    parsed = parse_ohchr([table(HEADING + LISTED + REMOVED)])
    assert (len(parsed.entries), parsed.rows, said(parsed)) == (5, 5, [])
    barkan = parsed.entries[0]
    assert (barkan.name, barkan.countries, barkan.place, barkan.has_own_id) == (
        "A. Barkan and Partners Ltd.",
        ("IL",),
        2,
        False,
    )
    (listing,) = barkan.listings
    assert listing.evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    assert listing.programme == "Human Rights Council resolution 31/36"
    assert listing.ground == "human rights: business activities in the occupied Palestinian territory"
    assert listing.account == (
        "Activities of paragraph 96 of A/HRC/22/63: (a) the supply of equipment and materials facilitating the "
        "construction and the expansion of settlements and the wall, and associated infrastructures; (g) the use of "
        "natural resources, in particular water and land, for business purposes"
    )
    assert (listing.listed_on, listing.delisted_on) == (None, None)


def test_those_below_the_second_number_one_are_removed_on_their_day_and_not_listed() -> None:
    parsed = parse_ohchr([table(HEADING + LISTED + REMOVED)])
    assert {entry.name: entry.listings[0].delisted_on for entry in parsed.entries} == {
        "A. Barkan and Partners Ltd.": None,
        "Ahava – Dead Sea Laboratories Ltd.": None,
        "Construcciones y Auxiliar de Ferrocarriles S.A.": None,
        "Alstom S. A.": date(2025, 9, 26),
        "Steconfer S.A.": date(2026, 7, 17),
    }


def test_a_response_is_told_with_its_day() -> None:
    parsed = parse_ohchr([table(HEADING + LISTED + REMOVED)])
    account = parsed.entries[1].listings[0].account
    assert account
    assert account.endswith("The table notes a response from the enterprise: 23 September 2025")


def test_a_day_without_a_word_in_a_table_of_one_part_is_neither_response_nor_removal() -> None:
    parsed = parse_ohchr([table(HEADING + REMOVED)])
    assert parsed.entries == ()
    assert said(parsed)[0] == (
        'settlements.csv line 2: "Alstom S. A.": the table does not say whether 26 September 2025 is the day of a '
        "response or of removal; the row is left out"
    )


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["Ashtrom Residential Development Ltd. a"], ["Ashtrom Residential Development Ltd."]),
        (["X Ltd. a", "Davidov Garages Ltd.b"], ["X Ltd.", "Davidov Garages Ltd."]),
        (["X Limited a", "Y Limited b"], ["X Limited", "Y Limited"]),
        # Not the next letter in turn, or behind no legal form: kept.
        (["Yes TV and Communications Services Ltd.k"], ["Yes TV and Communications Services Ltd.k"]),
        (["Powergen Solar a"], ["Powergen Solar a"]),
        (["Sociedade Ltda"], ["Sociedade Ltda"]),
        (["Powergen Solar A Ltd."], ["Powergen Solar A Ltd."]),
    ],
)
def test_a_footnote_letter_is_taken_off_only_where_it_is_certain(written: list[str], names: list[str]) -> None:
    letters = FootnoteLetters()
    assert [letters.take_off(name) for name in written] == names


def test_a_letter_that_may_be_a_footnote_is_kept_and_reported() -> None:
    parsed = parse_ohchr([table(HEADING + "1,Yes TV and Communications Services Ltd.k,(e),Israel,\n")])
    assert parsed.entries[0].name == "Yes TV and Communications Services Ltd.k"
    (problem,) = said(parsed)
    assert problem == (
        'settlements.csv line 2: "Yes TV and Communications Services Ltd.k" ends in a letter that may be a footnote\'s '
        "and is not the next of them; it is kept"
    )


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Acme S.A. (SEMI)", [("Acme S.A.", NameKind.PRIMARY), ("SEMI", NameKind.WEAK_ALIAS)]),
        (
            "Gadish Engineering Company Ltd. (Gadish Group)",
            [("Gadish Engineering Company Ltd.", NameKind.PRIMARY), ("Gadish Group", NameKind.STRONG_ALIAS)],
        ),
        (
            "Heidelberg Materials AG (Formerly HeidelbergCement AG)",
            [("Heidelberg Materials AG", NameKind.PRIMARY), ("HeidelbergCement AG", NameKind.FORMER)],
        ),
        (
            "Anglo Saxon Real Estate Agency (Israel 1992) Ltd.",
            [("Anglo Saxon Real Estate Agency (Israel 1992) Ltd.", NameKind.PRIMARY)],
        ),
    ],
)
def test_brackets_at_the_end_hold_other_names_and_those_inside_belong_to_the_name(
    written: str, names: list[tuple[str, NameKind]]
) -> None:
    assert read_names(written) == tuple(ParsedName(text, kind) for text, kind in names)


def test_the_page_has_a_table_of_those_listed_and_one_of_those_removed() -> None:
    page = """<html><body><p>Updated on 17 July 2026</p>
      <h3>Business enterprises listed</h3>
      <table><tr><th>No.</th><th>Business enterprise</th><th>Listed activity (subparagraph of paragraph 96)</th>
        <th>Home State</th><th>Response from business enterprise</th></tr>
      <tr><td>1</td><td>Davidov Garages Ltd.<sup>b</sup></td><td>(e), (g)</td><td>Israel</td><td></td></tr>
      <tr><td>2</td><td>Italek Ltd.</td><td>(e), (g)</td><td>Israel</td>
        <td><a href="https://www.ohchr.org/italek.pdf">Response</a> (24 September 2025)</td></tr></table>
      <h3>Business enterprises no longer involved</h3>
      <table><tr><th>No.</th><th>Business enterprise</th><th>Listed activity</th><th>Home State</th><th>Date</th></tr>
      <tr><td>1</td><td>Opodo Ltd.</td><td>(e)</td><td>United Kingdom of Great Britain and Northern Ireland</td>
        <td>26 September 2025</td></tr></table></body></html>"""
    parsed = parse_ohchr([SourceFile("page.html", page.encode())])
    assert (parsed.published_on, parsed.rows, said(parsed)) == (date(2026, 7, 17), 3, [])
    assert [(entry.name, entry.countries, entry.listings[0].delisted_on) for entry in parsed.entries] == [
        ("Davidov Garages Ltd.", ("IL",), None),
        ("Italek Ltd.", ("IL",), None),
        ("Opodo Ltd.", ("GB",), date(2025, 9, 26)),
    ]
    account = parsed.entries[1].listings[0].account
    assert account
    assert account.endswith("from the enterprise: 24 September 2025, https://www.ohchr.org/italek.pdf")


@pytest.mark.parametrize("content", [b"name,isin\nAcme,1\n", b"<html><body><p>Error</p></body></html>"])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(CouldNotRead, match=r"it is another (file|page), or its layout is new"):
        parse_ohchr([SourceFile("other", content)])


@needs_real_files
def test_the_real_table_has_153_listed_and_12_removed() -> None:
    parsed = parse_ohchr([SourceFile(REAL.name, REAL.read_bytes())])
    with REAL.open(encoding="utf-8", newline="") as file:
        written = list(csv.reader(file))[1:]
    assert (parsed.rows, len(parsed.entries), len(written), said(parsed)) == (165, 165, 165, [])
    removed = [entry for entry in parsed.entries if entry.listings[0].delisted_on]
    assert (len(removed), len(parsed.entries) - len(removed)) == (12, 153)
    # Twelve names end in a letter, a to l, and five in brackets; all others are as written.
    changed = [row[1] for row, entry in zip(written, parsed.entries, strict=True) if row[1] != entry.name]
    assert [name[-1] for name in changed if not name.endswith(")")] == list("abcdefghijkl")
    assert len([name for name in changed if name.endswith(")")]) == 5
    responses = [entry for entry in parsed.entries if "notes a response" in (entry.listings[0].account or "")]
    assert len(responses) == sum(row[4].startswith("Response") for row in written) == 5


@needs_real_files
def test_the_real_table_is_the_built_in_list_name_by_name() -> None:
    parsed = parse_ohchr([SourceFile(REAL.name, REAL.read_bytes())])
    built_in = load_lists(["un-ohchr-settlements"])
    known = dict(built_in.entries.select("name", "entry").iter_rows())
    facts = {row["entry"]: row for row in built_in.listings.iter_rows(named=True)}
    # The table parts one name with a blank that the built-in list has not.
    assert {entry.name for entry in parsed.entries} - known.keys() == {"Alstom S. A."}
    for entry in parsed.entries:
        fact = facts[known[entry.name.replace("S. A.", "S.A.")]]
        (listing,) = entry.listings
        assert (listing.account or "").split(". The table notes")[0] == fact["account"]
        assert (listing.ground, listing.programme) == (fact["ground"], fact["programme"])
        assert listing.delisted_on == fact["delisted_on"]
