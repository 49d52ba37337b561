"""On what ground, and by what kind of statement, a party of an OpenSanctions export is listed.

A programme that is known goes first, then the data set, then what the topics say. Programmes and data sets carry
OpenSanctions' own keys (https://www.opensanctions.org/programs/); topics are those of the FollowTheMoney model 4.11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.publishers.conventions.grounds import (
    COMMUNICATIONS_EQUIPMENT,
    FORCED_LABOUR,
    FORCED_LABOUR_IN_XINJIANG,
    MILITARY_COMPANY,
    MILITARY_INDUSTRIAL_COMPLEX,
    SETTLEMENTS,
    human_rights_ground,
)
from clearhold.lists.publishers.nbim.criteria import ground_of
from clearhold.model import EvidenceClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOT_STATED = "not stated"
_LONGEST = 60  # characters of a programme that a ground repeats
_TRANSFERS = "human rights: labour transfers or government programmes in Xinjiang"
_RIGHTS, _OTHER = EvidenceClass.OFFICIAL_HUMAN_RIGHTS, EvidenceClass.OFFICIAL_OTHER_GROUND
_INVESTOR, _RESEARCH = EvidenceClass.INVESTOR_DECISION, EvidenceClass.RESEARCH_OR_PRESS

# Programmes that are for human rights themselves; the reason may name Xinjiang.
_FOR_HUMAN_RIGHTS = frozenset({"US-GLOMAG", "EU-HR", "GB-HR", "AU-HUMAN"})
_PROGRAMMES = {
    "US-UFLPA": (FORCED_LABOUR_IN_XINJIANG, _RIGHTS),
    "US-DOD-1260H": (MILITARY_COMPANY, _OTHER),
    "US-NS-CMIC": (MILITARY_INDUSTRIAL_COMPLEX, _OTHER),
    "OHCHR-BHR": (SETTLEMENTS, _RIGHTS),
}
_DATASETS = {
    "us_dhs_uflpa": (FORCED_LABOUR_IN_XINJIANG, _RIGHTS),
    "us_dod_chinese_milcorps": (MILITARY_COMPANY, _OTHER),
    "us_fcc_covered_list": (COMMUNICATIONS_EQUIPMENT, _OTHER),
    "ps_ohchr_settlement": (SETTLEMENTS, _RIGHTS),
    "shu_uyghur_companies": (_TRANSFERS, _RESEARCH),
    "c4ads_xinjiang": (FORCED_LABOUR_IN_XINJIANG, _RESEARCH),
    "c4ads_xinjiang_mining": (FORCED_LABOUR_IN_XINJIANG, _RESEARCH),
}
_NBIM = "no_nbim_exclusions"
# The most telling first; a topic covers those below it ("crime.fin" is a "crime").
_TOPICS = (
    ("forced.labor", FORCED_LABOUR, _RESEARCH),
    ("sanction.counter", "counter-sanctions", _OTHER),
    ("sanction.linked", "link to a sanctioned party", _RESEARCH),
    ("sanction.control", "owned or controlled by a sanctioned party", _RESEARCH),
    ("sanction", "sanctions", _OTHER),
    ("invest.ban", "investment ban", _OTHER),
    ("export.control.linked", "link to a party under export control", _RESEARCH),
    ("export.control", "export control", _OTHER),
    ("debarment", "debarment", _OTHER),
    ("reg", "regulator's action or warning", _OTHER),
    ("corp.disqual", "disqualification", _OTHER),
    ("mare", "shipping", _RESEARCH),
    ("export.risk", "trade risk", _RESEARCH),
    ("invest.risk", "investment risk", _RESEARCH),
    ("geo.risk", "high-risk area", _RESEARCH),
    ("wanted", "wanted", _OTHER),
    ("crime", "alleged crime", _RESEARCH),
    ("role.pep", "political exposure", _RESEARCH),
    ("role.rca", "political exposure", _RESEARCH),
    ("role.oligarch", "political exposure", _RESEARCH),
    ("corp.clone", "clone of another company", _RESEARCH),
    ("poi", "of interest to the source", _RESEARCH),
)


def is_a_risk(topics: Iterable[str]) -> bool:
    """Whether a topic says that the entity is one to screen for, in a file that does not say which are targets."""
    return any(_topic(topics))


def judge(
    *,
    programme_ids: Sequence[str],
    datasets: Sequence[str],
    topics: Sequence[str],
    programme: str,
    words: str | None,
    designated: bool = False,
) -> tuple[str, EvidenceClass]:
    """The ground and the class of a listing; `designated` is whether a Sanction entity states it.

    A programme of OpenSanctions' registry is an official one. Without programme, designation or topic that tells it,
    the ground is not stated and the class is the weakest: a list of the user's is nobody official's statement.
    """
    for key in programme_ids:
        if key in _FOR_HUMAN_RIGHTS:
            return human_rights_ground(words), _RIGHTS
        if key in _PROGRAMMES:
            return _PROGRAMMES[key]
    for dataset in datasets:
        if dataset in _DATASETS:
            return _DATASETS[dataset]
        if dataset == _NBIM and words:
            return ground_of(words)[0], _INVESTOR
    official = designated or bool(programme_ids)
    for ground, kind in _topic(topics):
        short = programme and len(programme) <= _LONGEST and programme not in datasets
        return f"{ground}: {programme}" if short else ground, _OTHER if official else kind
    return NOT_STATED, _OTHER if official else _RESEARCH


def _topic(topics: Iterable[str]) -> Iterable[tuple[str, EvidenceClass]]:
    """Grounds and classes of the topics, the most telling first."""
    given = set(topics)
    for topic, ground, kind in _TOPICS:
        if any(each == topic or each.startswith(f"{topic}.") for each in given):
            yield ground, kind
