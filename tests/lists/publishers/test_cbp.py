"""CBP's withhold release orders and findings: whom they name, when they end, which of them name no party.

Facts in the fixtures: CBP's file of orders as of 23 June 2026
(https://www.cbp.gov/document/stats/withhold-release-orders-findings).
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date

import pytest

from clearhold.lists.parsed import ParsedList, SourceFile
from clearhold.lists.publishers.cbp import DOCUMENT, PUBLISHERS, find_file, parse_cbp
from clearhold.lists.publishers.cbp.parties import read_parties
from clearhold.model import CouldNotRead, EntryType, EvidenceClass
from tests.lists.publishers.served import Served
from tests.real_files import DATA, needs_real_files

HEADING = ("Effective Date", "Calendar Year", "Country Code", "Country", "Merchandise", "WRO/Finding", "Industry",
           "Status", "Press Release", "Entity", "Remarks")  # fmt: skip
NAME = "withhold-release-orders-findings-fy26-2026-06-23.csv"
SELECT = (
    "Shanghai Select Safety Products Company, Limited and its two subsidiaries from China, Select (Nantong) Safety "
    "Products Co. Limited and Select Protective Technology (HK) Limited."
)
CARPETS = (
    "Kumar Carpet Pvt., Singhe Carpet Pvt., Ltd., Norsang Carpet Industries Pvt., Ltd., Annapurna Carpet, Everest "
    "Carpet, Valley Carpet, and K.K. Carpet Industries; Kathmandu."
)
CARPETS_REMOVED = (
    "CBP has removed Hand-Knotted Wool Carpets produced in Nepal from the Order that are produced by the following: "
    "Annapurna Carpet removed from the order, 7/23/2021\nEverest Carpet, K.K. Carpet Industries; and Norsang Carpet "
    "Industries Pvt., Ltd. removed from the order, 10/6/1998"
)
SUPERSEDED = "Enforcement of WRO superseded by enforcement of UFLPA rebuttable presumption"


def order(entity: str, **cells: str) -> dict[str, str]:
    """A row of CBP's file: an active order on a Chinese party of 23 June 2021, where `cells` say no other."""
    usual = {"effective_date": "6/23/2021", "calendar_year": "2021", "country_code": "CN", "country": "China",
             "merchandise": "Silica-based products", "wro_finding": "WRO", "status": "Active"}  # fmt: skip
    told = {**usual, **cells, "entity": entity}
    return {heading: told.get(heading.lower().replace(" ", "_").replace("/", "_"), "") for heading in HEADING}


def written(*orders: dict[str, str]) -> bytes:
    text = io.StringIO()
    rows = csv.DictWriter(text, HEADING)
    rows.writeheader()
    rows.writerows(orders)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def parsed(*orders: dict[str, str]) -> ParsedList:
    return parse_cbp([SourceFile(NAME, written(*orders))])


def test_an_order_is_a_listing_since_its_effective_date() -> None:
    read = parsed(
        order(
            "Hoshine Silicon Industry Co. Ltd. and Subsidiaries",
            remarks=SUPERSEDED,
            press_release="https://www.cbp.gov/newsroom/national-media-release/the-department-homeland-security-issues-"
            "withhold-release-order-silica",
        )
    )
    (hoshine,) = read.entries
    (listing,) = hoshine.listings
    assert (hoshine.name, hoshine.type, hoshine.countries) == (
        "Hoshine Silicon Industry Co. Ltd.",
        EntryType.COMPANY,
        ("CN",),
    )
    assert listing.listed_on == listing.effective_on == date(2021, 6, 23)
    assert listing.delisted_on is None
    assert listing.programme == "Section 307 of the Tariff Act of 1930 (19 U.S.C. 1307): withhold release order"
    assert (listing.ground, listing.evidence_class) == (
        "human rights: forced labour in Xinjiang",
        EvidenceClass.OFFICIAL_HUMAN_RIGHTS,
    )
    assert listing.source.startswith("https://www.cbp.gov/newsroom/")
    assert listing.account == (
        'The order is on "Silica-based products". Beside the name it says "and Subsidiaries". Status: "Active". '
        f'Remarks: "{SUPERSEDED}".'
    )
    assert (read.rows, read.published_on, read.ending, read.problems) == (1, date(2026, 6, 23), "line end", ())


def test_the_ground_names_xinjiang_only_where_the_order_does() -> None:
    read = parsed(order("Miao Chi Tea Farm"), order("Xinjiang Junggar Cotton and Linen Co., Ltd."))
    assert [entry.listings[0].ground for entry in read.entries] == [
        "human rights: forced labour",
        "human rights: forced labour in Xinjiang",
    ]


def test_an_order_and_the_finding_after_it_are_two_listings_of_one_vessel() -> None:
    read = parsed(
        order("Fishing Vessel: Da Wang", effective_date="8/18/2020", country="Fishing Vessels", country_code=""),
        order(
            "Fishing Vessel: Da Wang",
            effective_date="1/28/2022",
            country="Fishing Vessels",
            country_code="",
            wro_finding="Finding",
        ),
    )
    (vessel,) = read.entries
    assert (vessel.name, vessel.type, vessel.countries) == ("Da Wang", EntryType.VESSEL, ())
    assert [(each.programme.rpartition(": ")[2], each.listed_on) for each in vessel.listings] == [
        ("withhold release order", date(2020, 8, 18)),
        ("finding", date(2022, 1, 28)),
    ]
    assert read.problems == ()


@pytest.mark.parametrize(
    "goods",
    [
        "Xinjiang Uyghur Autonomous Region (XUAR)",
        "All Turkmenistan Cotton or products produced in whole or in part with Turkmenistan cotton.",
        "Tobacco produced in Malawi and products containing tobacco produced in Malawi",
        "Cotton produced in Xinjiang",
        "Marange Diamond Fields",
        "Artisanal Small Mines",
    ],
)
def test_goods_of_a_place_are_a_category_of_products(goods: str) -> None:
    (category,) = read_parties(goods)
    assert (category.type, category.name) == (EntryType.PRODUCT_CATEGORY, goods.rstrip("."))


@pytest.mark.parametrize(
    "name",
    [
        "Hongchang Fruits & Vegetable Products Co., Ltd.",
        "Lop County Meixin Hair Products Co., Ltd.",
        "Xinjiang Junggar Cotton and Linen Co., Ltd.",
        "Inner Mongolia Hengzheng Group Baoanzhao Agriculture, Industry, and Trade Co., Ltd.",
        "Shanghai Select Safety Products Company, Limited",
        "Kingtom Aluminio S.R.L.",
        "Hero Vast Group",
    ],
)
def test_a_company_that_makes_goods_is_a_company_and_one(name: str) -> None:
    (company,) = read_parties(name)
    assert (company.type, company.name) == (EntryType.COMPANY, name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fuchu Prison; Union Kogyo Co., Ltd.", ["Fuchu Prison", "Union Kogyo Co., Ltd."]),
        (
            "Yili Zhuowan Garment Manufacturing Co., Ltd. and Baoding LYSZD Trade and Business Co., Ltd.",
            ["Yili Zhuowan Garment Manufacturing Co., Ltd.", "Baoding LYSZD Trade and Business Co., Ltd."],
        ),
        (
            "Agropecuarios Tom S.A. de C.V. and Horticola Tom S.A. de C.V. and their subsidiaries",
            ["Agropecuarios Tom S.A. de C.V.", "Horticola Tom S.A. de C.V."],
        ),
        (
            SELECT,
            [
                "Shanghai Select Safety Products Company, Limited",
                "Select (Nantong) Safety Products Co. Limited",
                "Select Protective Technology (HK) Limited",
            ],
        ),
        (
            "Brightway Holdings Sdn Bhd, Laglove (M) Sdn Bhd, and Biopro (M) Sdn Bhd (collectively, Brightway Group)",
            ["Brightway Holdings Sdn Bhd", "Laglove (M) Sdn Bhd", "Biopro (M) Sdn Bhd"],
        ),
        ("Fishing Vessels owned by Dalian Ocean Fishing Co. Ltd.", ["Dalian Ocean Fishing Co. Ltd."]),
        ("Serbia Zijin Copper D.O.O..", ["Serbia Zijin Copper D.O.O."]),
    ],
)
def test_an_order_on_several_parties_names_each(text: str, names: list[str]) -> None:
    assert [party.name for party in read_parties(text)] == names


def test_aliases_stand_behind_a_k_a() -> None:
    (factory,) = read_parties("Tianjin Malleable Iron Factory, a/k/a Tianjin Tongbao Fittings Company, a/k/a Tianjin "
                              "No. 2 Prison")  # fmt: skip
    assert [name.text for name in factory.names] == [
        "Tianjin Malleable Iron Factory",
        "Tianjin Tongbao Fittings Company",
        "Tianjin No. 2 Prison",
    ]


def test_a_party_is_of_the_place_that_the_order_gives_it() -> None:
    imaizumi = "Imaizumi Tea Manufacturing & Trading Co., Ltd. (of Nagoya, Japan)"
    tea = f"Nanhu Tree Farm, Zhejiang Sanmei Tea Co., Ltd.; {imaizumi}"
    read = parsed(order(tea), order("State Penitentiary, Ciudad Victoria, Tamaulipas, Mexico", country="Mexico"))
    assert [(each.name, each.countries, [a.text for a in each.addresses]) for each in read.entries] == [
        ("Nanhu Tree Farm, Zhejiang Sanmei Tea Co., Ltd.", ("CN",), []),
        ("Imaizumi Tea Manufacturing & Trading Co., Ltd.", ("JP",), ["Nagoya, Japan"]),
        ("State Penitentiary", ("MX",), ["Ciudad Victoria, Tamaulipas, Mexico"]),
    ]


def test_a_party_taken_out_of_an_order_is_delisted_on_that_day() -> None:
    read = parsed(
        order(
            CARPETS,
            country="Nepal",
            effective_date="7/21/1998",
            status="Partially Modified",
            remarks=CARPETS_REMOVED,
        )
    )
    assert [(each.name, each.listings[0].delisted_on) for each in read.entries] == [
        ("Kumar Carpet Pvt.", None),
        ("Singhe Carpet Pvt., Ltd.", None),
        ("Norsang Carpet Industries Pvt., Ltd.", date(1998, 10, 6)),
        ("Annapurna Carpet", date(2021, 7, 23)),
        ("Everest Carpet", date(1998, 10, 6)),
        ("Valley Carpet", None),
        ("K.K. Carpet Industries", date(1998, 10, 6)),
    ]
    assert {address.text for each in read.entries for address in each.addresses} == {"Kathmandu"}


def test_a_revoked_order_ends_on_the_day_given_and_is_a_problem_without_one() -> None:
    read = parsed(
        order("WRP Asia Pacific Sdn. Bhd.", status="Revoked", country="Malaysia", remarks="WRO revoked, 3/24/2020"),
        order("Kingtom Aluminio S.R.L.", status="Inactive-Pending Litigation", country="Dominican Republic"),
    )
    assert [each.listings[0].delisted_on for each in read.entries] == [date(2020, 3, 24), None]
    (problem,) = read.problems
    assert (problem.line, problem.message) == (
        3,
        (
            'order 2, "Kingtom Aluminio S.R.L.": its status is "Inactive-Pending Litigation" and no day of its end is '
            "given; it is kept without one: look it up at CBP"
        ),
    )
    assert 'Status: "Inactive-Pending Litigation".' in str(read.entries[1].listings[0].account)


def test_rows_that_cannot_be_used_are_problems_with_their_lines() -> None:
    read = parsed(
        order("", country="China"),
        order("Miao Chi Tea Farm", effective_date="June", wro_finding="Notice", country="Nowhere", country_code=""),
    )
    assert [entry.name for entry in read.entries] == ["Miao Chi Tea Farm"]
    assert [(problem.line, problem.message.partition(": ")[2] or problem.message) for problem in read.problems] == [
        (2, "order 1 names nobody; it is left out"),
        (3, '"Notice" is neither WRO nor finding; it is kept so'),
        (3, "its effective date is no day; it is left open"),
        (3, '"Nowhere" is no known country'),
    ]


def test_a_file_that_stops_amid_a_row_is_refused() -> None:
    whole = written(order("Miao Chi Tea Farm"), order("Da Wei Chemical Factory", remarks="See China Finding."))
    last = whole.rindex(b"6/23/2021")
    for end in range(last + 1, len(whole) - 2):
        with pytest.raises(CouldNotRead, match="stops amid"):
            parse_cbp([SourceFile(NAME, whole[:end])])
    assert parse_cbp([SourceFile(NAME, whole[:last])]).rows == 1


def page(*links: str) -> bytes:
    anchors = "".join(f'<p><a href="{link}">Dataset</a></p>' for link in links)
    return f"<html><body>{anchors}</body></html>".encode()


def test_the_file_is_the_newest_that_the_page_links_to() -> None:
    older = f"/sites/default/files/2026-05/{NAME.replace('06-23', '05-01')}"
    newer = f"https://www.cbp.gov/sites/default/files/2026-06/{NAME}"
    elsewhere = f"https://example.org/{NAME.replace('06-23', '12-31')}"
    served = Served({DOCUMENT: page("/about", newer, older, elsewhere, "/x/other-2026-12-31.csv")})
    assert find_file((DOCUMENT,), served) == (newer,)
    assert find_file((DOCUMENT,), Served({DOCUMENT: page(older)})) == (f"https://www.cbp.gov{older}",)


def test_a_page_without_the_file_is_said_to_be_new() -> None:
    with pytest.raises(CouldNotRead, match="links to no CSV of withhold release orders; its layout is new"):
        find_file((DOCUMENT,), Served({DOCUMENT: page("/about")}))


def test_the_list_is_offered_under_its_name() -> None:
    assert [publisher.name for publisher in PUBLISHERS] == ["us-cbp-forced-labour"]


@needs_real_files
def test_the_third_partys_reading_gives_all_67_orders() -> None:
    content = (DATA / "lists" / "cbp_wro_2026-06-23.json").read_bytes()
    entities = json.loads(content)["entities"]
    read = parse_cbp([SourceFile("cbp_wro.json", content)])
    assert (read.rows, len(entities)) == (67, 67)
    # Seven names stand in two orders each: 60 texts. Four of them name two parties, one three and one seven, which
    # makes 72 entries with 79 listings.
    repeated = [name for name, times in Counter(each["name"] for each in entities).items() if times > 1]
    assert len(repeated) == 7
    assert len(read.entries) == 60 + 4 + 2 + 6 == 72
    assert sum(len(entry.listings) for entry in read.entries) == 79
    assert Counter(entry.type for entry in read.entries) == {
        EntryType.COMPANY: 58,
        EntryType.ORGANISATION: 5,  # two prisons, a camp, a training center and a park
        EntryType.VESSEL: 4,
        EntryType.PRODUCT_CATEGORY: 5,
    }
    assert read.published_on == date(2026, 6, 23)
    assert len(read.problems) == 1
    in_xinjiang = [each for each in entities if "UFLPA" in each["notes"]]
    assert len({entry.id for entry in read.entries if entry.listings[0].ground.endswith("Xinjiang")}) == 12
    assert len(in_xinjiang) == 11
