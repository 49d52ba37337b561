"""A few true holdings, entries and listings, as a run over them would have found them.

Holdings: Government Pension Fund Global, equities at 31 December 2019, market value in USD, as published by Norges
Bank Investment Management (https://www.nbim.no/en/investments/all-investments/), at their lines of that file.
Listings: the publications named in each row's `source`; texts in quotation marks are the publishers' own.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from clearhold.model import Outcome
from tests.reports.fact_records import Entry, Held, Listed, Pair, a_list

FUND_VALUE = Decimal(814_010_091_374)  # the sum of the file's 9,202 rows


LISTS = (
    a_list(
        "us-bis-xinjiang",
        "BIS Xinjiang",
        "Entity List: the rounds whose rule names Xinjiang",
        "US Department of Commerce, Bureau of Industry and Security",
        evidence="official, the rule states a human-rights ground",
        meaning="Exports of US goods and technology to the company need a licence. The rule states the ground. A "
        "listing forbids no investment.",
        source="https://www.bis.gov/entity-list",
        as_of="2026-07-01",
        entries="99",
    ),
    a_list(
        "us-ns-cmic",
        "NS-CMIC",
        "Non-SDN Chinese Military-Industrial Complex Companies List",
        "US Department of the Treasury, Office of Foreign Assets Control",
        evidence="official, another ground",
        rule="none",
        note="OFAC FAQ 857: the 50 percent rule does not apply to this list.",
        meaning="US persons may not buy or sell the company's publicly traded securities after the dates of the order. "
        "The order binds US persons only.",
        source="https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists/ns-cmic-list",
        as_of="2021-12-16",
        entries="68",
    ),
    a_list(
        "us-dod-1260h",
        "1260H",
        "Chinese military companies under Section 1260H",
        "US Department of Defense",
        evidence="official, another ground",
        rule="subsidiaries and affiliates",
        meaning="The Department of Defense regards the company as a Chinese military company operating in the United "
        "States. It forbids no investment and is not a finding about human rights.",
        source="https://media.defense.gov/2026/Jun/08/2003945537/-1/-1/1/ENTITIES-IDENTIFIED-AS-CHINESE-MILITARY-"
        "COMPANIES-OPERATING-IN-THE-UNITED-STATES-IN-ACCORDANCE-WITH-SECTION-1260H.PDF",
        as_of="2026-06-08",
        entries="188",
    ),
    a_list(
        "us-fcc-covered",
        "FCC",
        "Covered List of communications equipment and services",
        "US Federal Communications Commission",
        evidence="official, another ground",
        rule="subsidiaries and affiliates",
        meaning="Equipment of the company is deemed to pose an unacceptable risk to US national security. The ground "
        "is security, not human rights.",
        source="https://www.fcc.gov/supplychain/coveredlist",
        as_of="2026-07-01",
        entries="15",
    ),
    a_list(
        "us-ndaa-889",
        "s.889",
        "Section 889 of the National Defense Authorization Act for 2019",
        "US Congress",
        evidence="official, another ground",
        rule="subsidiaries and affiliates",
        meaning="US federal bodies may not buy the company's video surveillance or telecommunications equipment.",
        source="https://www.congress.gov/115/plaws/publ232/PLAW-115publ232.pdf",
        as_of="2018-08-13",
        entries="5",
    ),
    a_list(
        "investor-exclusions",
        "Investors",
        "Exclusions and advice that investors have published",
        "the investors named",
        evidence="an investor's decision",
        meaning="Another investor has decided, or was advised, not to hold the company, on the ground it states. It "
        "binds nobody else.",
        source="https://akademikerpension.dk/nyheder/vi-ekskluderer-hikvision/",
        licence="facts with their sources",
        as_of="2022-03-07",
        entries="3",
    ),
    a_list(
        "press-uyghur-surveillance",
        "Press",
        "Press reports on surveillance of Uyghurs",
        "the press named",
        evidence="press",
        meaning="A newspaper or research group has reported it. No public body has decided anything.",
        source="https://www.rfa.org/english/news/china/profiling-12222020103743.html",
        licence="facts with their sources",
        as_of="2021-03-01",
        entries="4",
    ),
)

_BIS_RULE = (
    "these entities have been implicated in human rights violations and abuses in the implementation of China’s "
    "campaign of repression, mass arbitrary detention, and high-technology surveillance against Uighurs, Kazakhs, and "
    "other members of Muslim minority groups in the XUAR"
)
_BIS_2019 = (
    "https://www.federalregister.gov/documents/2019/10/09/2019-22210/addition-of-certain-entities-to-the-entity-list"
)
_1260H = LISTS[2].source
_RIGHTS = "human rights: surveillance and repression of Uyghurs in Xinjiang"
_MILITARY = "ties to the armed forces or military-civil fusion"
_SECURITY = "security of communications equipment"

HELD = (
    Held(789, "Alibaba Group Holding Ltd", "KY", Decimal(5_916_764_346)),
    Held(791, "Alibaba Pictures Group Ltd", "BM", Decimal(105_789_150)),
    Held(1115, "Hangzhou Hikvision Digital Technology Co Ltd", "CN", Decimal(141_233_203)),
    Held(1145, "Huayi Tencent Entertainment Co Ltd", "KY", Decimal(790_010)),
    Held(1159, "Iflytek Co Ltd", "CN", Decimal(6_904_411)),
    Held(1434, "Tencent Holdings Ltd", "KY", Decimal(3_875_644_736)),
    Held(1494, "Xiamen Meiya Pico Information Co Ltd", "CN", Decimal(953_062)),
    Held(1538, "Zhejiang Dahua Technology Co Ltd", "CN", Decimal(29_714_985)),
)

# Migdal Insurance's disclosure of 30 June 2019 (thousands of ILS there), at its lines of the sheets "shares" and
# "exchange-traded funds"; converted at the European Central Bank's rate.
_MIGDAL = "512237744_psum_0219.xlsx"
_ECB = "ECB rate of 2019-06-28"
MIGDAL_HELD = (
    Held(
        148,
        "ALIBABA GROUP HOLDING_SP ADR",
        "US",
        Decimal("50512704.011005"),
        isin="US01609W1027",
        isin_valid=True,
        file=_MIGDAL,
        sheet="מניות",
        fund="Migdal",
        currency="ILS",
        base_value=Decimal("14156046.291000"),
        base_method=_ECB,
        as_of=date(2019, 6, 30),
    ),
    Held(
        67,
        "ISHARES CORE EM IMI ACC",
        "IE",
        Decimal("811550137.898368"),
        isin="IE00BKM4GZ66",
        isin_valid=True,
        file=_MIGDAL,
        sheet="תעודות סל",
        fund="Migdal",
        currency="ILS",
        base_value=Decimal("227434692.821000"),
        base_method=_ECB,
        as_of=date(2019, 6, 30),
    ),
)

ENTRIES = (
    Entry(
        "us-bis-xinjiang",
        "hikvision",
        "Hangzhou Hikvision Digital Technology Co., Ltd.",
        answer="The company has denied the allegations.",
        answer_source="https://www.hikvision.com/",
    ),
    Entry("us-bis-xinjiang", "dahua", "Dahua Technology"),
    Entry("us-bis-xinjiang", "iflytek", "IFLYTEK"),
    Entry("us-bis-xinjiang", "meiya-pico", "Xiamen Meiya Pico Information Co. Ltd."),
    Entry("us-ns-cmic", "30946", "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD."),
    Entry("us-dod-1260h", "hikvision", "Hangzhou Hikvision Digital Technology Co., Ltd. (Hikvision)"),
    Entry("us-dod-1260h", "dahua", "Zhejiang Dahua Technology Co., Ltd. (Dahua)"),
    Entry("us-dod-1260h", "alibaba", "Alibaba Group Holding Limited (Alibaba)"),
    Entry(
        "us-dod-1260h",
        "tencent",
        "Tencent Holdings Limited (Tencent)",
        answer="The company called the listing “clearly an error”.",
        answer_source="https://newsnetdaily.com/us-adds-tencent-catl-to-list-of-chinese-companies-allegedly-helping-beijings-military-2/amp",
    ),
    Entry("us-fcc-covered", "hikvision", "Hangzhou Hikvision Digital Technology Company"),
    Entry("us-fcc-covered", "dahua", "Dahua Technology Company"),
    Entry("us-ndaa-889", "hikvision", "Hangzhou Hikvision Digital Technology Company"),
    Entry("us-ndaa-889", "dahua", "Dahua Technology Company"),
    Entry("investor-exclusions", "hikvision", "Hangzhou Hikvision Digital Technology"),
    Entry(
        "press-uyghur-surveillance",
        "alibaba",
        "Alibaba Group Holding",
        answer="On 17 December 2020 the company said that it was “dismayed”, that the feature had been in testing "
        "only, and that it had eliminated any ethnic tag.",
        answer_source="https://www.wionews.com/world/alibaba-clarifies-wont-allow-its-tech-to-target-identify-ethnic-groups-350598",
    ),
    Entry("press-uyghur-surveillance", "tencent", "Tencent Holdings"),
)

LISTINGS = (
    *(
        Listed(
            "us-bis-xinjiang",
            entry,
            1,
            "Entity List, 84 FR 54002",
            _RIGHTS,
            _BIS_RULE,
            date(2019, 10, 9),
            _BIS_2019,
            effective_on=date(2019, 10, 9),
        )
        for entry in ("hikvision", "dahua", "iflytek", "meiya-pico")
    ),
    Listed(
        "us-ns-cmic",
        "30946",
        2,
        "CMIC-EO13959, Executive Order 14032",
        "surveillance technology sector",
        None,
        date(2021, 6, 3),
        LISTS[1].source,
        effective_on=date(2021, 8, 2),
    ),
    Listed(
        "us-dod-1260h",
        "hikvision",
        2,
        "Section 1260H",
        _MILITARY,
        "Hikvision is indirectly owned by SASAC and is directly affiliated with the PLA (Section "
        "1260H(g)(2)(B)(i)(I)).",
        date(2021, 6, 3),
        _1260H,
    ),
    Listed(
        "us-dod-1260h",
        "dahua",
        2,
        "Section 1260H",
        _MILITARY,
        "Dahua is indirectly owned by SASAC and is directly and indirectly affiliated with MIIT.",
        date(2022, 10, 5),
        _1260H,
    ),
    Listed(
        "us-dod-1260h",
        "alibaba",
        2,
        "Section 1260H",
        _MILITARY,
        "Alibaba is indirectly affiliated with SASAC (Section 1260H(g)(2)(B)(i)(I)). Alibaba is a military-civil "
        "fusion contributor to the Chinese defense industrial base because it is affiliated with MIIT.",
        date(2026, 6, 8),
        _1260H,
    ),
    Listed(
        "us-dod-1260h",
        "tencent",
        2,
        "Section 1260H",
        _MILITARY,
        "Tencent is indirectly affiliated with the PLA (Section 1260H(g)(2)(B)(i)(I)).",
        date(2025, 1, 7),
        _1260H,
    ),
    *(
        Listed("us-fcc-covered", entry, 2, "Covered List", _SECURITY, None, date(2021, 3, 12), LISTS[3].source)
        for entry in ("hikvision", "dahua")
    ),
    *(
        Listed("us-ndaa-889", entry, 2, "Section 889", _SECURITY, None, date(2018, 8, 13), LISTS[4].source)
        for entry in ("hikvision", "dahua")
    ),
    Listed(
        "investor-exclusions",
        "hikvision",
        3,
        "AkademikerPension, exclusion",
        _RIGHTS,
        None,
        date(2020, 11, 20),
        "https://akademikerpension.dk/nyheder/vi-ekskluderer-hikvision/",
    ),
    Listed(
        "investor-exclusions",
        "hikvision",
        3,
        "Norway's Council on Ethics, advice to exclude",
        _RIGHTS,
        None,
        date(2020, 1, 14),
        "https://etikkradet.no/hangzhou-hikvision-digital-technology-co-ltd/",
        delisted_on=date(2020, 9, 15),
    ),
    Listed(
        "press-uyghur-surveillance",
        "alibaba",
        4,
        "IPVM with The New York Times",
        _RIGHTS,
        None,
        date(2020, 12, 16),
        LISTS[6].source,
    ),
    Listed(
        "press-uyghur-surveillance",
        "tencent",
        4,
        "Citizen Lab",
        _RIGHTS,
        None,
        None,
        "https://manage.thediplomat.com/2019/03/worried-about-huawei-take-a-closer-look-at-tencent",
    ),
)

_SAME = Outcome.SAME_ISSUER
_NAME = "The names agree in every word once the legal form is set apart; “{}” is in no other name of the lists."


def _likely(line: int, party: int, word: str, *entries: tuple[str, str, str, float]) -> tuple[Pair, ...]:
    return tuple(
        Pair(line, party, list_, entry, _SAME, probability, name, _NAME.format(word))
        for list_, entry, name, probability in entries
    )


PAIRS = (
    *_likely(
        1115,
        0,
        "Hikvision",
        *((e.list, e.entry, e.name, 0.998) for e in ENTRIES if "ikvision" in e.name or e.entry == "30946"),
    ),
    *_likely(1538, 1, "Dahua", *((e.list, e.entry, e.name, 0.971) for e in ENTRIES if e.entry == "dahua")),
    *_likely(1159, 2, "Iflytek", ("us-bis-xinjiang", "iflytek", "IFLYTEK", 0.964)),
    *_likely(1494, 3, "Meiya", ("us-bis-xinjiang", "meiya-pico", "Xiamen Meiya Pico Information Co. Ltd.", 0.997)),
    *_likely(789, 4, "Alibaba", *((e.list, e.entry, e.name, 0.996) for e in ENTRIES if e.entry == "alibaba")),
    *_likely(1434, 5, "Tencent", *((e.list, e.entry, e.name, 0.995) for e in ENTRIES if e.entry == "tencent")),
    Pair(
        791,
        6,
        "us-dod-1260h",
        "alibaba",
        Outcome.SAME_GROUP,
        0.74,
        "Alibaba Group Holding Limited (Alibaba)",
        "The distinctive word “Alibaba” agrees; “Pictures” is in the name held only.",
        "“Pictures” names a company of its own.",
    ),
    Pair(
        1145,
        7,
        "us-dod-1260h",
        "tencent",
        Outcome.POSSIBLE,
        0.52,
        "Tencent Holdings Limited (Tencent)",
        "The distinctive word “Tencent” agrees; “Huayi” and “Entertainment” are in the name held only.",
        "“Huayi” is as rare as “Tencent” and is in no name of the entry.",
    ),
)
