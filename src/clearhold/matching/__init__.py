"""Issuers held against parties listed: candidates, evidence, probability, outcome."""

from clearhold.matching.issuers import distinct_issuers
from clearhold.matching.match import match_issuers
from clearhold.matching.name_2 import METHOD, measured_accuracy
from clearhold.matching.nothing import says_nothing

__all__ = ["METHOD", "distinct_issuers", "match_issuers", "measured_accuracy", "says_nothing"]
