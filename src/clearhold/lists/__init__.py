"""Concern lists: those that come with the program, their publishers' newer versions, and a user's own."""

from clearhold.lists.catalogue import CataloguedList, catalogue
from clearhold.lists.loading import load_lists
from clearhold.lists.own_list import make_own_list, read_own_list
from clearhold.lists.workspace import Workspace

__all__ = ["CataloguedList", "Workspace", "catalogue", "load_lists", "make_own_list", "read_own_list"]
