"""An order of U.S. Customs and Border Protection, and the listing that it makes: since when, until when, on what.

Orders are active, active in part, or inactive. The file has no column for their end: it stands in the remarks, where
CBP writes it ("X removed from the order, 10/6/1998").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.own_values import read_day
from clearhold.lists.parsed import ParsedListing
from clearhold.lists.publishers.conventions.grounds import FORCED_LABOUR, FORCED_LABOUR_IN_XINJIANG
from clearhold.model import EvidenceClass

if TYPE_CHECKING:
    from datetime import date

    from clearhold.lists.publishers.cbp.parties import Ordered

PAGE = "https://www.cbp.gov/trade/forced-labor/withhold-release-orders-and-findings"
_PROGRAMME = "Section 307 of the Tariff Act of 1930 (19 U.S.C. 1307)"
_KINDS = {"wro": "withhold release order", "finding": "finding"}
# CBP marks the orders on Xinjiang as superseded by the Uyghur Forced Labor Prevention Act (UFLPA).
_XINJIANG = re.compile(r"\b(?:Xinjiang|XUAR|Uyghur|Uighur|UFLPA)\b", re.IGNORECASE)
_DAY = r"(\d{1,2}/\d{1,2}/\d{4})"
_REMOVED = re.compile(rf"(.*?)\bremoved from the order,? {_DAY}", re.IGNORECASE)
_ENDED = re.compile(rf"\b(?:revoked|rescinded|terminated|inactivated|inactive)\b[^\d;]{{0,60}}{_DAY}", re.IGNORECASE)
_NO_LONGER = ("inactive", "revoked", "rescinded", "terminated")


@dataclass(frozen=True, slots=True)
class Order:
    """A row of the file, its cells settled; `entity` is the text that names whom or what the order is about."""

    entity: str
    kind: str  # WRO or Finding
    country: str
    merchandise: str
    status: str
    remarks: str
    press_release: str
    effective_on: date | None
    line: int | None = None

    @property
    def has_ended(self) -> bool:
        """Whether its status says that it is no longer in force."""
        return self.status.casefold().startswith(_NO_LONGER)

    @property
    def ended_on(self) -> date | None:
        """The day that the remarks give for its end."""
        match = _ENDED.search(self.remarks)
        return read_day(match[1], day_first=False) if match and self.has_ended else None


def removed_on(order: Order, party: Ordered) -> date | None:
    """The day on which CBP took a party out of an order that stays, where the remarks say so."""
    for removed, day in _REMOVED.findall(order.remarks):
        if party.name.casefold() in removed.casefold():
            return read_day(day, day_first=False)
    return None


def listing_of(order: Order, party: Ordered) -> ParsedListing:
    """The listing of a party under an order."""
    said = f"{order.entity} {order.merchandise} {order.remarks}"
    return ParsedListing(
        programme=f"{_PROGRAMME}: {_KINDS.get(order.kind.casefold(), order.kind)}",
        ground=FORCED_LABOUR_IN_XINJIANG if _XINJIANG.search(said) else FORCED_LABOUR,
        evidence_class=EvidenceClass.OFFICIAL_HUMAN_RIGHTS,
        source=order.press_release or PAGE,
        account=_account(order, party),
        listed_on=order.effective_on,
        effective_on=order.effective_on,
        delisted_on=removed_on(order, party) or order.ended_on,
    )


def _account(order: Order, party: Ordered) -> str:
    said = [f'The order is on "{order.merchandise}".' if order.merchandise else "The order names no goods."]
    if party.clause:
        said.append(f'Beside the name it says "{party.clause}".')
    if order.status:
        said.append(f'Status: "{order.status}".')
    if order.remarks:
        said.append(f'Remarks: "{order.remarks}".')
    return " ".join(said)
