"""What a match means in money: findings, sums by group, and the coverage that stands beside them."""

from __future__ import annotations

from enum import StrEnum

import dataframely as dy

from clearhold.model.holding import MONEY_PRECISION, MONEY_SCALE, WEIGHT_SCALE
from clearhold.model.outcome import Outcome


class ValuedHoldingTable(dy.Schema):
    """What exposure adds to each holding, by its place in the files: its issuer, its value in the base currency, its
    share of its own fund, and whether it could be judged.
    """

    file = dy.String(nullable=False)
    sheet = dy.String(nullable=True)
    line = dy.Int64(nullable=False)
    issuer = dy.Int64(nullable=False)
    base_value = dy.Decimal(MONEY_PRECISION, MONEY_SCALE, nullable=True)
    base_method = dy.String(nullable=True)  # "as filed", "stated by the file", "ECB rate of 2019-12-31 …"
    weight = dy.Decimal(MONEY_PRECISION, WEIGHT_SCALE, nullable=True)  # fraction of the fund's positions
    not_judged = dy.String(nullable=True)  # why not, or null


class FindingTable(dy.Schema):
    """One holding against one listing in force, a row each: what `findings.csv` holds, in this order."""

    file = dy.String(nullable=False)
    sheet = dy.String(nullable=True)
    line = dy.Int64(nullable=False)
    fund = dy.String(nullable=True)
    as_of = dy.Date(nullable=True)
    name = dy.String(nullable=True)
    isin = dy.String(nullable=True)
    country = dy.String(nullable=True)
    market_value = dy.Decimal(MONEY_PRECISION, MONEY_SCALE, nullable=True)
    currency = dy.String(nullable=True)
    base_value = dy.Decimal(MONEY_PRECISION, MONEY_SCALE, nullable=True)
    base_currency = dy.String(nullable=True)
    weight = dy.Decimal(MONEY_PRECISION, WEIGHT_SCALE, nullable=True)
    outcome = dy.Enum(Outcome, nullable=False)
    probability = dy.Float64(nullable=False)
    evidence = dy.String(nullable=False)
    against = dy.String(nullable=True)
    list = dy.String(nullable=False)
    entry = dy.String(nullable=False)
    entry_name = dy.String(nullable=False)
    evidence_class = dy.Int8(nullable=False)
    programme = dy.String(nullable=False)
    ground = dy.String(nullable=False)
    words = dy.String(nullable=True)  # the publisher's own
    account = dy.String(nullable=True)  # the list's, of what the publisher states
    listed_on = dy.Date(nullable=True)
    effective_on = dy.Date(nullable=True)
    delisted_on = dy.Date(nullable=True)
    source = dy.String(nullable=False)
    issuer = dy.Int64(nullable=False)
    party = dy.Int64(nullable=False)  # companies found, numbered over all lists: the entries of one company share it


class Dimension(StrEnum):
    """What exposure is summed by."""

    TOTAL = "total"
    OUTCOME = "outcome"
    EVIDENCE_CLASS = "evidence class"
    LIST = "list"
    GROUND = "ground"
    COUNTRY = "country"
    FUND = "fund"
    PARTY = "party"


class ExposureTable(dy.Schema):
    """Money in likely matches by one dimension, largest first within it; each holding counts once in each group.

    Groups of `list` and `ground` overlap (a holding may be on several lists); those of `evidence class` do not: a
    holding counts in its strongest class. Under `outcome` every finding counts, in its holding's strongest outcome.
    Under `party` the key is the number of a company in `FindingTable`. `base_value` is null where no holding of the
    group has a known value; `share` then is the sum of the weights that the file states.
    """

    dimension = dy.Enum(Dimension, nullable=False)
    key = dy.String(nullable=False)
    parties = dy.Int64(nullable=False)
    holdings = dy.Int64(nullable=False)
    base_value = dy.Decimal(MONEY_PRECISION, MONEY_SCALE, nullable=True)
    share = dy.Decimal(MONEY_PRECISION, WEIGHT_SCALE, nullable=True)  # of all positions


class CoverageTable(dy.Schema):
    """Positions by whether they could be judged; the rows add up to all positions of the files."""

    status = dy.String(nullable=False)  # "judged" or "not judged"
    reason = dy.String(nullable=True)
    positions = dy.Int64(nullable=False)
    base_value = dy.Decimal(MONEY_PRECISION, MONEY_SCALE, nullable=True)  # null where none is known
    share = dy.Decimal(MONEY_PRECISION, WEIGHT_SCALE, nullable=True)
    without_value = dy.Int64(nullable=False)  # positions here whose value is not known
