"""The Bureau's lists in words for readers, where their files are, and what must be in them."""

from __future__ import annotations

from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.bis.reading import (
    APPENDIX,
    TITLES,
    find_part,
    parse_entity_list,
    parse_military_end_users,
)
from clearhold.lists.publishers.conventions.licences import UNITED_STATES_WORK
from clearhold.model import OwnershipRule

_BIS = "United States Department of Commerce, Bureau of Industry and Security (BIS)"
_AFFILIATES = (
    "A company owned by a listed one is not listed by that. A rule of 29 September 2025 extended the list to companies "
    "owned 50 percent or more, aggregated, by listed ones; it is suspended from 10 November 2025 to 9 November 2026 "
    "(https://www.internationaltradeinsights.com/2025/11/"
    "bis-suspends-affiliates-rule-for-one-year-following-u-s-agreement-with-china)."
)

PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="us-bis-entity-list",
            label="BIS EL",
            title="Entity List, Supplement No. 4 to 15 CFR part 744",
            publisher=_BIS,
            evidence="official: human-rights ground where the rule that added the party has no other, else another",
            ownership_rule=OwnershipRule.NONE,
            ownership_note=_AFFILIATES,
            meaning=(
                "Goods and technology under United States export rules need a licence to go to a listed party, because "
                "the Government has reason to believe that it acts against national security or foreign policy. The "
                "list does not say on what ground; the rule that it cites does. It is an export control, not an "
                "investment ban, and it names the units shown, not always the company whose shares are traded."
            ),
            licence=UNITED_STATES_WORK,
            source=APPENDIX.format(4),
        ),
        addresses=(TITLES,),
        parse=parse_entity_list,
        canaries=(
            Canary("Hangzhou Hikvision Digital Technology Co., Ltd."),
            Canary("Xinjiang Production and Construction Corps (XPCC) Public Security Bureau"),
            Canary("Huawei Technologies Co., Ltd."),
        ),
        at_least=2_500,
        curated="us-bis-xinjiang",
        find=find_part,
    ),
    Publisher(
        description=ListDescription(
            name="us-bis-meu",
            label="MEU",
            title="Military End-User List, Supplement No. 7 to 15 CFR part 744",
            publisher=_BIS,
            evidence="official, another ground",
            ownership_rule=OwnershipRule.NONE,
            ownership_note=_AFFILIATES,
            meaning=(
                "Some goods and technology under United States export rules need a licence to go to a listed party, "
                "which the Bureau has found to be a military end user. The list names some of them and does not clear "
                "the others. It is an export control, not an investment ban, and its ground is not human rights."
            ),
            licence=UNITED_STATES_WORK,
            source=APPENDIX.format(7),
        ),
        addresses=(TITLES,),
        parse=parse_military_end_users,
        canaries=(Canary("AECC Aviation Power Co. Ltd."),),
        at_least=50,
        stale_after=60,
        find=find_part,
    ),
)
