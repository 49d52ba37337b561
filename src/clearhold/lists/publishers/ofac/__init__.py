"""The lists of the United States Treasury's Office of Foreign Assets Control (OFAC)."""

from clearhold.lists.publishers.ofac.published_lists import PUBLISHERS
from clearhold.lists.publishers.ofac.reading import parse_consolidated, parse_ns_cmic, parse_sdn, parse_xpcc

__all__ = ["PUBLISHERS", "parse_consolidated", "parse_ns_cmic", "parse_sdn", "parse_xpcc"]
