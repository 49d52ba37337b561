"""Norges Bank's table of exclusions: its markups, its criteria as grounds, what is revoked."""

from __future__ import annotations

from datetime import date

import pytest

from clearhold.lists.parsed import ParsedList, ParsedName, SourceFile
from clearhold.lists.publishers.nbim import PUBLISHERS, parse_nbim
from clearhold.lists.publishers.nbim.criteria import ground_of
from clearhold.lists.publishers.nbim.table import ADDRESS
from clearhold.model import CouldNotRead, EvidenceClass, NameKind

HEADINGS = "Company | | Category | Criterion | Decision | Publishing date"
# Facts: the page as of 9 October 2024, http://nbim.no/en/responsibility/exclusion-of-companies.
AIRBUS = "Airbus SE | Former EADS NV | Product-based | Production of nuclear weapons | Exclusion | 01.01.2006"
ABOITIZ = "Aboitiz Power Corp | | Product-based | Production of coal or coal-based energy | Exclusion | 14.04.2016"
WAR = "Serious violations of individuals' rights in situations of war or conflict"
ADANI = f"Adani Ports and Special Economic Zone Ltd | | Conduct-based | {WAR} | Exclusion | 15.05.2024"


def page(*rows: str, updated: str = "Latest update: 9 October 2024.") -> SourceFile:
    """A page with the table of rows whose cells are parted by ` | `; the name links to its release."""
    body = "".join(f"<tr>{cells(row)}</tr>" for row in rows)
    head = "".join(f"<th>{heading.strip()}</th>" for heading in HEADINGS.split("|"))
    return html(f"<p>{updated}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def cells(row: str) -> str:
    name, *others = (cell.strip() for cell in row.split("|"))
    link = f'<td><a href="/en/news/{name.split(" ")[0].lower()}/"><span>{name}</span></a></td>' if name else "<td></td>"
    return link + "".join(f"<td>{other}</td>" for other in others)


def html(body: str) -> SourceFile:
    return SourceFile("exclusions.html", f"<html><body>{body}</body></html>".encode())


def said(parsed: ParsedList) -> list[str]:
    return [str(problem) for problem in parsed.problems]


def test_a_row_is_a_company_excluded_on_a_ground_from_a_day_with_its_release() -> None:
    parsed = parse_nbim([page(AIRBUS, ABOITIZ, ADANI)])
    assert (parsed.rows, parsed.published_on, said(parsed)) == (3, date(2024, 10, 9), [])
    airbus, aboitiz, adani = parsed.entries
    assert airbus.names == (ParsedName("Airbus SE"), ParsedName("EADS NV", NameKind.FORMER))
    (listing,) = airbus.listings
    assert listing.programme == "Norges Bank (Government Pension Fund Global), exclusion"
    assert listing.evidence_class is EvidenceClass.INVESTOR_DECISION
    assert (listing.ground, listing.words) == ("investor criterion: nuclear weapons", "Production of nuclear weapons")
    assert (listing.listed_on, listing.delisted_on) == (date(2006, 1, 1), None)
    assert listing.source == "https://www.nbim.no/en/news/airbus/"
    assert listing.source_date == date(2024, 10, 9)
    assert aboitiz.listings[0].ground == "investor criterion: coal"
    assert adani.listings[0].ground == "human rights: rights of individuals in war or conflict"


def test_headings_inside_the_cells_and_a_left_out_empty_cell_shift_nothing() -> None:
    # As the page was on 9 October 2024: each cell repeats a heading, and rows without a note have a cell less.
    def cell(key: str, value: str) -> str:
        spans = ("nbim-responsive-table--key", key), ("nbim-responsive-table--value", value)
        return "<td>" + "".join(f'<span class="{kind}">{text}</span>' for kind, text in spans) + "</td>"

    headings = [heading.strip() for heading in HEADINGS.split("|")]
    names = ['<a href="https://www.nbim.no/a">AES Andes SA</a>', '<a href="https://www.nbim.no/b">ALLETE Inc</a>']
    others = ["Product-based ", "Production of coal or coal-based energy", "Exclusion", "14.04.2016"]
    full = "".join(map(cell, headings, [names[0], "Former AES Gener", *others]))
    short = "".join(map(cell, headings, [names[1], *others]))
    head = "".join(f"<th>{heading}</th>" for heading in headings)
    parsed = parse_nbim([html(f"<table><tr>{head}</tr><tr>{full}</tr><tr>{short}</tr></table>")])
    assert said(parsed) == []
    assert [[name.text for name in entry.names] for entry in parsed.entries] == [
        ["AES Andes SA", "AES Gener"],
        ["ALLETE Inc"],
    ]
    assert [entry.listings[0].listed_on for entry in parsed.entries] == [date(2016, 4, 14)] * 2
    assert [entry.listings[0].ground for entry in parsed.entries] == ["investor criterion: coal"] * 2


def test_an_observation_is_another_programme() -> None:
    # Norges Bank, decision of 7 March 2022.
    parsed = parse_nbim([page("Bombardier Inc | | Conduct-based | Gross corruption | Observation | 07.03.2022")])
    (listing,) = parsed.entries[0].listings
    assert listing.programme == "Norges Bank (Government Pension Fund Global), observation"
    assert listing.ground == "investor criterion: corruption"


def test_a_revoked_exclusion_ends_the_period_that_it_revokes() -> None:
    excluded = "Acme Corp | | Conduct-based | Other particularly serious violations of fundamental ethical norms"
    parsed = parse_nbim([page(f"{excluded} | Exclusion | 28.06.2016", f"{excluded} | Revoked | 27.06.2018")])
    (entry,) = parsed.entries
    assert [(each.listed_on, each.delisted_on) for each in entry.listings] == [(date(2016, 6, 28), date(2018, 6, 27))]
    assert entry.listings[0].ground == "investor criterion: fundamental ethical norms"


def test_what_was_revoked_is_a_period_that_ended_and_one_without_its_day_is_left_out() -> None:
    # Norges Bank ended the observation of Hansae Yes24 Holdings on 7 March 2022.
    parsed = parse_nbim(
        [
            page(
                "Hansae Yes24 Holdings Co Ltd | | Conduct-based | Violation of human rights | "
                "Observation revoked | 07.03.2022",
                "Acme Corp | | Conduct-based | Severe environmental damage | Revoked | ",
            )
        ]
    )
    (entry,) = parsed.entries
    assert entry.listings[0].programme == "Norges Bank (Government Pension Fund Global), observation"
    assert (entry.listings[0].listed_on, entry.listings[0].delisted_on) == (None, date(2022, 3, 7))
    assert said(parsed) == [
        "exclusions.html line 1: Acme Corp: Revoked on a day that is not stated; the row is left out"
    ]


def test_subsidiaries_that_a_row_includes_are_entries_with_their_parent() -> None:
    # Norges Bank, decision of 7 September 2016 on Duke Energy and three subsidiaries.
    included = "Incl. subsidiaries Duke Energy Carolinas LLC, Duke Energy Progress LLC and Progress Energy Inc"
    row = f"Duke Energy Corp | {included} | Conduct-based | Severe environmental damage | Exclusion | 07.09.2016"
    parsed = parse_nbim([page(row)])
    assert [(entry.name, entry.parents) for entry in parsed.entries] == [
        ("Duke Energy Corp", ()),
        ("Duke Energy Carolinas LLC", ("Duke Energy Corp",)),
        ("Duke Energy Progress LLC", ("Duke Energy Corp",)),
        ("Progress Energy Inc", ("Duke Energy Corp",)),
    ]
    assert {entry.listings[0].account for entry in parsed.entries} == {f'The table adds: "{included}"'}
    assert parsed.rows == 1


def test_subsidiaries_that_cannot_be_told_apart_are_told_with_the_company_and_reported() -> None:
    row = (
        "Acme Corp | Incl. subsidiaries Acme and Sons | Product-based | Production of tobacco | Exclusion | 01.01.2010"
    )
    parsed = parse_nbim([page(row)])
    assert [entry.name for entry in parsed.entries] == ["Acme Corp"]
    assert parsed.entries[0].listings[0].account == 'The table adds: "Incl. subsidiaries Acme and Sons"'
    (problem,) = said(parsed)
    assert problem == (
        'exclusions.html line 1: the subsidiaries in "Incl. subsidiaries Acme and Sons" could not be told apart; they '
        "are told with Acme Corp"
    )


def test_what_cannot_be_used_is_a_located_problem() -> None:
    parsed = parse_nbim(
        [
            page(
                " | | Product-based | Coal | Exclusion | ",
                "Acme Corp | | Product-based | Production of tobacco | Pending | 01.01.2010",
                "Beta plc | | Product-based | Production of whale oil | Exclusion | 31.02.2010",
            )
        ]
    )
    assert [(entry.name, entry.listings[0].listed_on) for entry in parsed.entries] == [("Beta plc", None)]
    assert parsed.entries[0].listings[0].ground == "investor criterion: production of whale oil"
    assert said(parsed) == [
        'exclusions.html line 1: no company in the row " |  | Product-based | Coal | Exclusion | "; it is left out',
        'exclusions.html line 1: Acme Corp: the decision "Pending" is none that is known; the row is left out',
        'exclusions.html line 1: Beta plc: "31.02.2010" is no certain day; it is left open',
        'exclusions.html line 1: Beta plc: the criterion "Production of whale oil" is new; it is taken as written',
    ]


@pytest.mark.parametrize(
    ("criterion", "ground"),
    [
        ("Violation of human rights", "human rights: serious or systematic violations"),
        ("Serious or systematic human rights violations", "human rights: serious or systematic violations"),
        (WAR, "human rights: rights of individuals in war or conflict"),
        (
            "Severe environmental damage, violation of human rights",
            "human rights: serious violations, together with environmental damage",
        ),
        (
            "The sale of weapons to states engaged in armed conflict",
            "human rights: weapons sold to states in armed conflict",
        ),
        ("Production of tobacco", "investor criterion: tobacco production"),
        ("Production of coal or coal-based energy", "investor criterion: coal"),
        ("Production of nuclear weapons", "investor criterion: nuclear weapons"),
        ("Production of cluster munitions", "investor criterion: cluster munitions"),
        ("Severe environmental damage", "investor criterion: environmental damage"),
        ("Unacceptable greenhouse gas emissions", "investor criterion: greenhouse gas emissions"),
        ("Gross corruption", "investor criterion: corruption"),
    ],
)
def test_a_criterion_has_one_ground(criterion: str, ground: str) -> None:
    assert ground_of(criterion) == (ground, True)


@pytest.mark.parametrize("body", ["<p>Not found</p>", "<table><tr><th>Company</th><th>Sector</th></tr></table>"])
def test_a_page_without_the_table_is_refused(body: str) -> None:
    with pytest.raises(CouldNotRead, match="no table with the columns Company, Criterion and Decision"):
        parse_nbim([html(body)])


def test_a_page_that_was_cut_is_refused() -> None:
    whole = page(AIRBUS, ABOITIZ)
    with pytest.raises(CouldNotRead, match="it was cut"):
        parse_nbim([SourceFile(whole.name, whole.content[:-20])])


def test_the_list_is_an_investors_and_takes_no_other_investors_facts() -> None:
    (publisher,) = PUBLISHERS
    assert (publisher.name, publisher.curated, publisher.addresses) == ("no-nbim-exclusions", None, (ADDRESS,))
