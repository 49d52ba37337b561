"""Section 889 of Public Law 115-232 from the statute's text, and from a transcription of it.

The fixture is subsection (f)(3) in the layout of the Government Publishing Office's text of the law, with marks of
pages and marginal notes as it has them (https://www.congress.gov/115/plaws/publ232/PLAW-115publ232.pdf).
"""

from __future__ import annotations

from datetime import date

import pytest

from clearhold.lists.parsed import ParsedList, SourceFile
from clearhold.lists.publishers.section_889 import PUBLISHERS, parse_section_889
from clearhold.model import CouldNotRead
from tests.lists.builtin_rows import rows_of
from tests.real_files import DATA, needs_real_files

FOLDER = DATA / "lists" / "us_statutory"

STATUTE = """\
<html>
<head><title>PLAW-115publ232</title></head>
<body><pre>
[115th Congress Public Law 232]
[From the U.S. Government Publishing Office]

[[Page 1635]]

Sec. 889. Prohibition on certain telecommunications and video
           surveillance services or equipment.

SEC. 888. REPORT.

    (a) In General.--An unrelated section.

&lt;&lt;NOTE: 41 USC 3901 note prec.&gt;&gt; SEC. 889. PROHIBITION ON CERTAIN TELECOMMUNICATIONS AND VIDEO
            SURVEILLANCE SERVICES OR EQUIPMENT.

    (a) Prohibition on Use or Procurement.--(1) The head of an executive
agency may not--
            (A) procure or obtain any equipment that uses covered
        telecommunications equipment or services.

    (f) Definitions.--In this section:
            (2) Covered foreign country.--The term ``covered foreign
        country'' means the People's Republic of China.
            (3) Covered telecommunications equipment or services.--The
        term ``covered telecommunications equipment or services'' means
        any of the following:
                    (A) Telecommunications equipment produced by Huawei
                Technologies Company or ZTE Corporation (or any
                subsidiary or affiliate of such entities).
                    (B) For the purpose of public safety, security of
                government facilities, physical security surveillance of
                critical infrastructure, and other national security

[[Page 132 STAT. 1919]]

                purposes, video surveillance and telecommunications
                equipment produced by Hytera Communications Corporation,
                Hangzhou Hikvision Digital Technology Company, or Dahua
                Technology Company (or any subsidiary or affiliate of
                such entities).
                    (C) Telecommunications or video surveillance
                services provided by such entities or using such
                equipment.
                    (D) Telecommunications or video surveillance
                equipment or services produced or provided by an entity
                that the Secretary of Defense reasonably believes to be
                an entity owned or controlled by the government of a
                covered foreign country.

SEC. 890. PILOT PROGRAM TO ACCELERATE CONTRACTING AND PRICING PROCESSES.
</pre></body>
</html>
"""
HEAD = "schema,name,aliases,topics,program,authority,reason,report-date,start-date,end-date,country,notes,source_url"
ISN = "Nonproliferation Sanctions (ISN) - State Department"


def statute(text: str = STATUTE) -> ParsedList:
    return parse_section_889([SourceFile("PLAW-115publ232.htm", text.encode())])


def test_the_statute_names_five_companies() -> None:
    listed = statute()
    assert [entry.name for entry in listed.entries] == [
        "Huawei Technologies Company",
        "ZTE Corporation",
        "Hytera Communications Corporation",
        "Hangzhou Hikvision Digital Technology Company",
        "Dahua Technology Company",
    ]
    assert (listed.rows, listed.problems, listed.published_on, listed.ending) == (5, (), date(2018, 8, 13), "</html>")


def test_the_statutes_words_and_days_are_those_built_in() -> None:
    ours = {
        (entry.id, each.programme, each.ground, each.words, str(each.listed_on), str(each.effective_on), each.source)
        for entry in statute().entries
        for each in entry.listings
    }
    columns = ("entry", "programme", "ground", "words", "listed_on", "effective_on", "source")
    assert ours == {tuple(row[column] for column in columns) for row in rows_of("us-s889", "listings")}


def test_an_entrys_place_is_the_line_of_its_paragraph() -> None:
    lines = STATUTE.split("\n")
    assert {lines[(entry.place or 0) - 1].strip() for entry in statute().entries} == {
        "(A) Telecommunications equipment produced by Huawei",
        "(B) For the purpose of public safety, security of",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (STATUTE[: STATUTE.index("SEC. 890.")], "section 889 is not whole or has no definition"),
        (STATUTE.replace("(3) Covered tele", "(4) Covered tele"), "section 889 is not whole or has no definition"),
        (STATUTE.replace("SEC. 889.", "SEC. 899."), "has no section 889 of Public Law 115-232"),
        ("<html><body>Just a moment...</body></html>", "has no section 889 of Public Law 115-232"),
    ],
)
def test_a_text_without_the_whole_section_is_refused(text: str, message: str) -> None:
    with pytest.raises(CouldNotRead, match=message):
        statute(text)


def test_rows_of_other_statutes_are_no_part_of_section_889() -> None:
    rows = "\n".join(
        (HEAD, "Company,ZTE Corporation,,,Section 889 of the Act,,,,,,,,", f"Company,Acme,,,{ISN},,,,,,,,", "")
    )
    listed = parse_section_889([SourceFile("statute.csv", rows.encode())])
    assert [entry.name for entry in listed.entries] == ["ZTE Corporation"]
    assert [str(problem) for problem in listed.problems] == [
        f'statute.csv line 3: "Acme" is listed under "{ISN}", not under section 889; it is left out'
    ]


@needs_real_files
def test_the_transcription_of_section_889_names_the_five_of_the_statute_and_the_canary() -> None:
    file = FOLDER / "section_889.csv"
    (publisher,) = PUBLISHERS
    listed = publisher.parse([SourceFile(file.name, file.read_bytes())])
    assert {entry.name for entry in listed.entries} == {entry.name for entry in statute().entries}
    assert {canary.name for canary in publisher.canaries} <= {entry.name for entry in listed.entries}
    assert len(listed.entries) >= publisher.at_least
