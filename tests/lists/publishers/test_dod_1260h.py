"""The Section 1260H list: notices of the Federal Register, earlier periods, and what others have transcribed.

Names, reasons and days of the fixtures are from 91 FR 35189 (https://www.federalregister.gov/d/2026-11571), in the
layout of the Federal Register's text edition, shortened; the made-up notice of 2027 says so.
"""

from __future__ import annotations

import csv
import json
import textwrap
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest

from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedListing, ParsedName, SourceFile
from clearhold.lists.publishers.dod_1260h import INDEX, PUBLISHERS, TITLE, find_newest_notice, parse_1260h
from clearhold.lists.publishers.dod_1260h.editions import earlier_periods, with_edition
from clearhold.lists.publishers.dod_1260h.names import read_written, split_units
from clearhold.lists.publishers.dod_1260h.notice import read_notice
from clearhold.lists.publishers.dod_1260h.transcriptions import read_editions_table, read_groups
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, NameKind
from tests.lists.builtin_rows import rows_of
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clearhold.lists.fetch import Fetcher

TABLE = DATA / "lists" / "dod_1260h_all_editions_2026-06-08.csv"
GROUPS = DATA / "lists" / "dow_1260h.json"
PRIMARY, STRONG, WEAK, FORMER = NameKind.PRIMARY, NameKind.STRONG_ALIAS, NameKind.WEAK_ALIAS, NameKind.FORMER

NOTICE = """\
<html>
<head>
<title>Federal Register, Volume 91 Issue 111 (Wednesday, June 10, 2026)</title>
</head>
<body><pre>
[Federal Register Volume 91, Number 111 (Wednesday, June 10, 2026)]
[Notices]
[Pages 35189-35194]
From the Federal Register Online via the Government Publishing Office [<a href="http://www.gpo.gov">www.gpo.gov</a>]
[FR Doc No: 2026-11571]

-----------------------------------------------------------------------

DEPARTMENT OF DEFENSE

SUMMARY: The Deputy Secretary of Defense has determined that the
entities listed in the SUPPLEMENTARY INFORMATION section of this notice
satisfy the requirements to be designated as a ``Chinese military
company.''

SUPPLEMENTARY INFORMATION:
    The Deputy Secretary of Defense has determined that the following
entities qualify for designation as ``Chinese military companies'' in
accordance with section 1260H:

360 Security Technology, Inc. (Qihoo 360)

    <bullet> Qihoo 360 is directly and indirectly affiliated with the
Ministry of Industry and Information Technology (MIIT) and the Ministry
of State Security (Section 1260H(g)(2)(B)(i)(I)).

[[Page 35190]]

    <bullet> Qihoo 360 is a military-civil fusion contributor (Section
1260H(g)(3)(B)(i)).

BGI Group (and three subsidiaries: BGI Genomics Co., Ltd. (BGI),

[[Page 35191]]

Innomics, Inc., and STomics Americas, Ltd.)

    <bullet> BGI Group is indirectly affiliated with MIIT and the PLA
(Section 1260H(g)(2)(B)(i)(I)).

Hesai Group
(also known as Hesai Technology Co., Ltd.)

    <bullet> Hesai Group is directly affiliated with MIIT (Section
1260H(g)(2)(B)(i)(I)).
    The Deputy Secretary of Defense has determined that the following
previously listed entities should be removed from the list of ``Chinese
military companies'':

Taiji Computer Co., Ltd.

CNOOC China Limited

    The list of entities designated as ``Chinese military companies''
in Mandarin is available on the Department's website.

    Dated: June 8, 2026.
[FR Doc. 2026-11571 Filed 6-9-26; 8:45 am]
BILLING CODE 6001-FR-P
</pre></body>
</html>
"""


def file(content: str | bytes, name: str = "2026-11571.txt") -> SourceFile:
    return SourceFile(name, content.encode() if isinstance(content, str) else content)


def periods(entries: Iterable[ParsedEntry]) -> Counter[tuple[str, str]]:
    return Counter(
        (str(listing.listed_on), str(listing.delisted_on)) for entry in entries for listing in entry.listings
    )


def periods_of(listed: ParsedList, name: str) -> list[tuple[str, str]]:
    (entry,) = (each for each in listed.entries if any(name in known.text for known in each.names))
    return [(str(listing.listed_on), str(listing.delisted_on)) for listing in entry.listings]


def test_a_notice_names_groups_their_units_and_those_removed() -> None:
    edition = read_notice(file(NOTICE))
    assert [(entry.name, entry.parents, entry.countries) for entry in edition.listed.entries] == [
        ("360 Security Technology, Inc.", (), ("CN",)),
        ("BGI Group", (), ("CN",)),
        ("BGI Genomics Co., Ltd.", ("BGI Group",), ()),
        ("Innomics, Inc.", ("BGI Group",), ()),
        ("STomics Americas, Ltd.", ("BGI Group",), ()),
        ("Hesai Group", (), ("CN",)),
        ("Taiji Computer Co., Ltd.", (), ("CN",)),
        ("CNOOC China Limited", (), ("CN",)),
    ]
    assert edition.listed.rows == 6
    assert edition.listed.problems == ()
    assert periods(edition.listed.entries) == {("2026-06-08", "None"): 6, ("None", "2026-06-08"): 2}
    assert (edition.address, edition.listed.published_on) == (
        "https://www.federalregister.gov/d/2026-11571",
        date(2026, 6, 10),
    )


def test_reasons_are_the_notices_words_through_the_mark_of_a_page() -> None:
    entry = read_notice(file(NOTICE)).listed.entries[0]
    assert entry.listings[0].words == (
        "Qihoo 360 is directly and indirectly affiliated with the Ministry of Industry and Information Technology "
        "(MIIT) and the Ministry of State Security (Section 1260H(g)(2)(B)(i)(I)). Qihoo 360 is a military-civil "
        "fusion contributor (Section 1260H(g)(3)(B)(i))."
    )
    assert entry.listings[0].ground == "military: military-civil fusion or military company"
    assert entry.listings[0].evidence_class is EvidenceClass.OFFICIAL_OTHER_GROUND
    assert NOTICE.split("\n")[(entry.place or 0) - 1] == "360 Security Technology, Inc. (Qihoo 360)"


def test_a_notice_in_xml_says_the_same() -> None:
    notice = """<?xml version="1.0"?><NOTICE><PREAMB><SUBJECT>Notice</SUBJECT></PREAMB><SUPLINF>
        <P>The Deputy Secretary of Defense has determined that the following entities qualify for designation as
        “Chinese military companies” in accordance with section 1260H:</P>
        <FP SOURCE="FP-1">BGI Group (and one subsidiary: BGI Genomics Co., Ltd. (BGI))</FP>
        <P>• BGI Group is indirectly affiliated with the PLA (Section 1260H(g)(2)(B)(i)(I)).</P>
        <P>The list of entities is available.</P>
        <FRDOC>[FR Doc. 2026-11571 Filed 6-9-26; 8:45 am]</FRDOC></SUPLINF></NOTICE>"""
    edition = read_notice(file(notice))
    assert [(entry.name, entry.parents) for entry in edition.listed.entries] == [
        ("BGI Group", ()),
        ("BGI Genomics Co., Ltd.", ("BGI Group",)),
    ]
    assert edition.day == date(2026, 6, 8)


def test_names_without_reasons_are_told_by_their_lines_and_units_by_their_indent() -> None:
    start, end = NOTICE.index("360 Security"), NOTICE.index("    The list of entities")
    listed = "Aviation Industry Corporation of China Ltd. (AVIC)*\n    Avicopter PLC\nHuawei Holding Co., Ltd.\n"
    edition = read_notice(file(NOTICE[:start] + listed + "\n" + NOTICE[end:]))
    assert [(entry.name, entry.parents) for entry in edition.listed.entries] == [
        ("Aviation Industry Corporation of China Ltd.", ()),
        ("Avicopter PLC", ("Aviation Industry Corporation of China Ltd.",)),
        ("Huawei Holding Co., Ltd.", ()),
    ]


def test_a_count_of_subsidiaries_that_is_not_theirs_is_said() -> None:
    edition = read_notice(file(NOTICE.replace("and three subsidiaries", "and four subsidiaries")))
    (problem,) = edition.listed.problems
    assert problem.message == (
        "the notice counts 4 subsidiaries, and 3 were told apart: BGI Genomics Co., Ltd.; Innomics, Inc.; "
        "STomics Americas, Ltd."
    )


def test_a_list_that_seems_to_end_before_its_last_reason_is_refused() -> None:
    broken = NOTICE.replace("Hesai Group\n(also", "The following group is listed as well.\n\nHesai Group\n(also")
    with pytest.raises(CouldNotRead, match="the list ends before its last reason; its layout is new"):
        read_notice(file(broken))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (NOTICE[: NOTICE.index("[FR Doc. ")], "does not end as a document of the Federal Register does"),
        (NOTICE.replace("section 1260H:", "section 1260H."), "no sentence opens a list of Chinese military companies"),
        ("<html><body>Access denied</body></html>", "does not end as a document of the Federal Register does"),
        ("<?xml version='1.0'?><NOTICE><P>cut", "broken XML"),
    ],
)
def test_what_is_no_whole_notice_is_refused(content: str, message: str) -> None:
    with pytest.raises(CouldNotRead, match=message):
        parse_1260h([file(content)])


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (
            "AVIC Chengdu Aircraft Co., Ltd. (formerly Zhonghang Electronic Company Limited (ZEMIC))",
            [
                ("AVIC Chengdu Aircraft Co., Ltd.", PRIMARY),
                ("Zhonghang Electronic Company Limited", FORMER),
                ("ZEMIC", WEAK),
            ],
        ),
        (
            "Hesai Group (also known as Hesai Technology Co., Ltd.)",
            [("Hesai Group", PRIMARY), ("Hesai Technology Co., Ltd.", STRONG)],
        ),
        (
            "China Communications Construction Group (Limited) (CCCG)",
            [("China Communications Construction Group (Limited)", PRIMARY), ("CCCG", WEAK)],
        ),
        (
            "Huacheng (Tianjin) Ship Leasing Co., Ltd.*",
            [("Huacheng (Tianjin) Ship Leasing Co., Ltd.", PRIMARY)],
        ),
        ("CETC Research Institute 32", [("CETC Research Institute 32", PRIMARY)]),
    ],
)
def test_a_written_name_is_taken_apart(written: str, names: list[tuple[str, NameKind]]) -> None:
    assert [(name.text, name.kind) for name in read_written(written).names] == names


def test_units_are_parted_at_commas_that_belong_to_no_name() -> None:
    assert split_units(
        "Complete Genomics, Inc., Innomics, Inc., Inner Mongolia First Machinery Group Co., Ltd. . Kiekert USA Inc., "
        "Merit Automotive Electronics Systems S.L.U, CSTC Trading Co., Ltd. (CSTC), and SMIC, Americas."
    ) == [
        "Complete Genomics, Inc.",
        "Innomics, Inc.",
        "Inner Mongolia First Machinery Group Co., Ltd.",
        "Kiekert USA Inc.",
        "Merit Automotive Electronics Systems S.L.U",
        "CSTC Trading Co., Ltd. (CSTC)",
        "SMIC, Americas",
    ]


def listed_as(name: str, *spans: tuple[str, str | None]) -> ParsedEntry:
    """An entry with its periods, each `("2024-01-31", "2025-01-07")` or open."""
    listings = tuple(
        ParsedListing(
            "p",
            "g",
            EvidenceClass.OFFICIAL_OTHER_GROUND,
            "https://x.org",
            listed_on=date.fromisoformat(begin),
            delisted_on=date.fromisoformat(end) if end else None,
        )
        for begin, end in spans
    )
    return ParsedEntry(name.lower(), EntryType.COMPANY, (ParsedName(name),), listings, has_own_id=False)


def put_to(history: Sequence[ParsedEntry], day: str, *names: str) -> dict[str, list[tuple[str, str]]]:
    edition = ParsedList(tuple(listed_as(name, (day, None)) for name in names), len(names))
    whole = with_edition(history, edition, date.fromisoformat(day), "https://www.federalregister.gov/d/2027-1")
    assert whole.problems == ()
    return {entry.name: list(periods([entry])) for entry in whole.entries}


def test_an_edition_continues_ends_and_begins_periods() -> None:
    history = (
        listed_as("Stays Co., Ltd.", ("2021-06-03", None)),
        listed_as("Goes Inc.", ("2022-10-05", None)),
        listed_as("Gone Inc.", ("2021-06-03", "2024-01-31")),
        listed_as("Comes Again Ltd.", ("2021-06-03", "2024-01-31")),
    )
    assert put_to(history, "2027-01-05", "Stays Co. Ltd", "Comes Again Limited", "New Corp.") == {
        "Stays Co., Ltd.": [("2021-06-03", "None")],
        "Goes Inc.": [("2022-10-05", "2027-01-05")],
        "Gone Inc.": [("2021-06-03", "2024-01-31")],
        "Comes Again Ltd.": [("2021-06-03", "2024-01-31"), ("2027-01-05", "None")],
        "New Corp.": [("2027-01-05", "None")],
    }


def test_an_older_edition_gives_the_list_as_it_was_then() -> None:
    history = (
        listed_as("Later Co.", ("2026-06-08", None)),
        listed_as("Ended Later Co.", ("2021-06-03", "2026-06-08")),
    )
    assert put_to(history, "2025-01-07", "Ended Later Co.") == {"Ended Later Co.": [("2021-06-03", "None")]}


def test_a_removal_of_somebody_who_was_never_listed_is_said() -> None:
    whole = parse_1260h([file(NOTICE.replace("Taiji Computer Co.", "Taiyi Computer Co."))])
    (problem,) = whole.problems
    assert '"Taiyi Computer Co., Ltd." is removed by the notice, and no earlier edition' in problem.message
    assert periods_of(whole, "Taiyi Computer") == [("None", "2026-06-08")]


def test_the_removals_of_june_2026_end_what_the_table_of_editions_began() -> None:
    whole = parse_1260h([file(NOTICE)])
    assert whole.problems == ()
    assert periods_of(whole, "Taiji Computer") == [("2025-01-07", "2026-06-08")]
    assert periods_of(whole, "360 Security") == [("2022-10-05", "None")]
    assert periods_of(whole, "Megvii") == [("2024-01-31", "2025-01-07")]
    # The shortened notice does not name it.
    assert periods_of(whole, "Hangzhou Hikvision") == [("2021-06-03", "2026-06-08")]


def test_the_table_of_editions_has_everybody_who_was_ever_listed() -> None:
    assert len(earlier_periods()) == len(rows_of("us-1260h", "entries"))
    rows = rows_of("us-1260h", "listings")
    assert periods(earlier_periods()) == Counter((row["listed_on"], row["delisted_on"] or "None") for row in rows)


class Index:
    """The Federal Register's index, answering with some notices."""

    def __init__(self, *results: dict[str, str]) -> None:
        self.results = results

    def get(self, address: str) -> object:
        """The index, whatever was asked of it beyond the list's own question."""
        assert address == INDEX
        return type("Answer", (), {"content": json.dumps({"count": 9, "results": self.results}).encode()})


def test_the_newest_whole_edition_is_found_in_the_registers_index() -> None:
    def notice(title: str, day: str) -> dict[str, str]:
        return {"title": title, "publication_date": day, "raw_text_url": f"https://www.federalregister.gov/{day}.txt"}

    index = Index(
        notice("Notice of Removal of a Designated Chinese Military Company", "2026-09-01"),
        notice(TITLE, "2025-01-07"),
        notice(TITLE, "2026-06-10"),
    )
    assert find_newest_notice((INDEX,), cast("Fetcher", index)) == ("https://www.federalregister.gov/2026-06-10.txt",)
    with pytest.raises(CouldNotRead, match="has no notice"):
        find_newest_notice((INDEX,), cast("Fetcher", Index()))


def test_rows_of_older_editions_without_an_end_have_ended_where_a_whole_edition_does_not_name_them() -> None:
    rows = [
        "Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url",
        '"Huawei Technologies Co., Ltd. (Huawei)*","Huawei Technologies Co., Ltd.",Huawei,,,,2021-06-03,,',
        "Aerosun Corporation,Aerosun Corporation,,,,,2021-06-03,,",
        "Added Only Co.,Added Only Co.,,,,,2022-10-05,,",
        '"Huawei Technologies Co., Ltd","Huawei Technologies Co., Ltd",,,Huawei Holding,,2025-01-07,,https://x.org',
        "Added Only Co.,Added Only Co.,,,,,2025-01-07,2025-08-01,",
        "Added Only Co.,Added Only Co.,,,,A reason (Section 1260H(g)(3)).,2026-06-08,,",
        '"Huawei Technologies Co., Ltd.","Huawei Technologies Co., Ltd.",,,Huawei Holding,,2026-06-08,,',
        ",,,,,,2026-06-08,,",
    ]
    listed = read_editions_table(file("\n".join(rows) + "\n", "table.csv"))
    assert {entry.name: list(periods([entry])) for entry in listed.entries} == {
        "Huawei Technologies Co., Ltd.": [("2021-06-03", "None")],
        "Aerosun Corporation": [("2021-06-03", "2025-01-07")],
        "Added Only Co.": [("2022-10-05", "2025-08-01"), ("2026-06-08", "None")],
    }
    assert listed.entries[0].parents == ("Huawei Holding",)
    assert [name.text for name in listed.entries[0].names] == [
        "Huawei Technologies Co., Ltd.",
        "Huawei Technologies Co., Ltd",
        "Huawei",
    ]
    assert listed.entries[2].listings[1].words == "A reason (Section 1260H(g)(3))."
    assert [str(problem) for problem in listed.problems] == [
        'table.csv line 9: the row " |  |  |  |  |  | 2026-06-08" has no name or no start date; it is left out'
    ]
    assert listed.rows == 8


def raw_rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


@needs_real_files
def test_the_table_of_all_editions_has_397_rows_and_188_names_in_the_newest() -> None:
    listed = parse_1260h([file(TABLE.read_bytes(), TABLE.name)])
    rows = raw_rows()
    assert (listed.rows, len(rows)) == (397, 397)
    assert sum(row["End date"] == "" for row in rows) == 376  # which are not those listed
    newest = {row["Clean Name"] for row in rows if row["Start date"] == "2026-06-08"}
    current = [entry for entry in listed.entries if any(each.delisted_on is None for each in entry.listings)]
    assert len(newest) == len(current) == 188
    spelled = {name.text for entry in current for name in entry.names}
    assert newest - spelled == {"Dawning Information Industry Co., Ltd. (Sugon)"}  # its bracket is an alias
    assert sum(bool(entry.parents) for entry in current) == 108
    assert (len(listed.entries), listed.problems, listed.published_on) == (222, (), date(2026, 6, 8))


@needs_real_files
def test_the_table_and_the_built_in_list_differ_where_the_table_follows_a_notice_that_was_withdrawn() -> None:
    listed = parse_1260h([file(TABLE.read_bytes(), TABLE.name)])
    assert periods_of(listed, "Beijing Megvii") == [("2024-01-31", "2025-01-07")]
    assert periods_of(listed, "ChangXin Memory") == [("2025-01-07", "2026-02-17"), ("2026-06-08", "None")]
    # The notice of 13 February 2026 was withdrawn before publication; the built-in list's description gives the source.
    (built_in,) = (entry for entry in earlier_periods() if entry.id == "changxin-memory-technologies")
    assert list(periods([built_in])) == [("2025-01-07", "None")]


@needs_real_files
def test_the_collected_groups_are_80_with_108_units_under_them() -> None:
    edition = read_groups(file(GROUPS.read_bytes(), GROUPS.name))
    assert edition.listed.rows == len(json.loads(GROUPS.read_text(encoding="utf-8"))["entities"]) == 80
    assert len(edition.listed.entries) == 188
    assert sum(bool(entry.parents) for entry in edition.listed.entries) == 108
    (problem,) = edition.listed.problems
    assert problem.message.startswith('"COMAC America Corporation Shanghai Aircraft Design and Research Institute" was')


@needs_real_files
def test_the_collected_groups_and_the_table_name_the_same_but_for_two_spellings() -> None:
    groups = read_groups(file(GROUPS.read_bytes(), GROUPS.name)).listed
    table = parse_1260h([file(TABLE.read_bytes(), TABLE.name)])
    current = {entry.id for entry in table.entries if any(each.delisted_on is None for each in entry.listings)}
    named = {entry.id for entry in groups.entries}
    # The Department's own edition writes "Addsino" and "Chengdu M&S Electronics", the notice otherwise.
    assert named - current == {"addisino", "chengdu-mengsheng-electronic-technology"}
    assert current - named == {"addsino", "chengdu-m-and-s-electronics-technology"}


@needs_real_files
def test_the_edition_of_june_2026_put_to_the_earlier_periods_is_the_built_in_list() -> None:
    whole = parse_1260h([file(GROUPS.read_bytes(), GROUPS.name)])
    built_in = {entry.id: entry for entry in earlier_periods()}
    assert {entry.id for entry in whole.entries} == set(built_in)
    assert periods(whole.entries) == periods(built_in.values())
    assert all(entry.parents == built_in[entry.id].parents for entry in whole.entries)
    assert sum(not entry.listings[-1].delisted_on for entry in whole.entries) == 188
    words = {entry.id for entry in whole.entries if entry.listings[-1].words != built_in[entry.id].listings[-1].words}
    assert words == {"nio"}  # "militarycivil" lost its hyphen at the end of a line of the PDF


def in_the_registers_layout(groups: Sequence[dict[str, str]]) -> str:
    """The collected groups as the text edition would have them: filled lines, bullets, marks of pages."""
    numbers = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "x",
        "x",
        "x",
        "x",
        "seventeen",
    ]
    blocks = []
    for place, group in enumerate(groups):
        notes = group["notes"].replace("COMAC America Corporation Shanghai", "COMAC America Corporation, Shanghai")
        units, _, reason = notes.removeprefix("Listed together with subsidiaries: ").rpartition(" | ")
        count = f"{numbers[len(split_units(units))]} subsidiaries"
        aliases = "".join(f" ({alias})" for alias in group["aliases"])
        heading = f"{group['name']}{aliases}" + (f" (and {count}: {units})" if units else "")
        reason = reason.removesuffix("...") + (" one (Section 1260H(g)(2))." if reason.endswith("...") else "")
        lines = textwrap.wrap(heading, 71, break_on_hyphens=False)
        if len(lines) > 2:
            lines.insert(2, f"\n[[Page {35190 + place}]]\n")
        bullet = textwrap.wrap(f"    <bullet> {reason}", 71, break_on_hyphens=False)
        blocks.append(" \n".join(lines).replace("]]\n \n", "]]\n\n") + "\n\n" + " \n".join(bullet) + "\n")
    start, end = NOTICE.index("360 Security"), NOTICE.rindex("    The Deputy Secretary of Defense has")
    return NOTICE[:start] + "\n".join(blocks) + NOTICE[end:]


@needs_real_files
def test_all_groups_in_the_registers_own_layout_give_the_same_188_names() -> None:
    groups = json.loads(GROUPS.read_text(encoding="utf-8"))["entities"]
    edition = read_notice(file(in_the_registers_layout(groups)))
    named = [entry for entry in edition.listed.entries if not entry.listings[0].delisted_on]
    collected = read_groups(file(GROUPS.read_bytes(), GROUPS.name)).listed
    assert [(entry.name, entry.parents) for entry in named] == [
        (entry.name, entry.parents) for entry in collected.entries
    ]
    assert edition.listed.problems == ()
    assert len(named) == edition.listed.rows == 188


@needs_real_files
def test_the_list_has_its_canary_and_its_floor() -> None:
    (publisher,) = PUBLISHERS
    listed = publisher.parse([file(GROUPS.read_bytes(), GROUPS.name)])
    names = {name.text for entry in listed.entries for name in entry.names}
    assert all(canary.name in names for canary in publisher.canaries)
    assert len(listed.entries) >= publisher.at_least
