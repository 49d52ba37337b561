"""The lists of the United States Bureau of Industry and Security: the Entity List, and the Military End-User List."""

from clearhold.lists.publishers.bis.published_lists import PUBLISHERS
from clearhold.lists.publishers.bis.reading import parse_entity_list, parse_military_end_users

__all__ = ["PUBLISHERS", "parse_entity_list", "parse_military_end_users"]
