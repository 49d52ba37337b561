"""Whether an issuer held is a party listed: the typed outcome, how probable it is, and what was compared."""

from __future__ import annotations

import dataframely as dy

from clearhold.model.outcome import Outcome


class IssuerTable(dy.Schema):
    """Distinct descriptions of what is held: a million positions are some tens of thousands of these."""

    issuer = dy.Int64(nullable=False, min=0)
    name = dy.String(nullable=True)
    isin = dy.String(nullable=True)
    isin_valid = dy.Bool(nullable=True)
    sedol = dy.String(nullable=True)
    cusip = dy.String(nullable=True)
    figi = dy.String(nullable=True)
    lei = dy.String(nullable=True)
    ticker = dy.String(nullable=True)
    exchange = dy.String(nullable=True)
    country = dy.String(nullable=True)


class MatchTable(dy.Schema):
    """A judged pair a row, at most one for an issuer and an entry."""

    issuer = dy.Int64(nullable=False, min=0)
    list = dy.String(nullable=False)
    entry = dy.String(nullable=False)
    outcome = dy.Enum(Outcome, nullable=False)
    probability = dy.Float64(nullable=False, min=0, max=1)
    basis = dy.String(nullable=False)  # "isin", "lei", "ticker", "name", …: the field that decided
    held = dy.String(nullable=False)  # the value compared, as the file has it
    listed = dy.String(nullable=False)  # the value compared, as the list has it
    evidence = dy.String(nullable=False)  # one sentence: what agrees, and how rare it is
    against = dy.String(nullable=True)  # what speaks against, if anything
