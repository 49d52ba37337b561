"""Concern lists: those that come with the program, their publishers' newer versions, and a user's own."""

from clearhold.lists.add import add_list
from clearhold.lists.catalogue import CataloguedList, ask_publishers, catalogue, not_here, with_published
from clearhold.lists.export_file import ExportFormat, export_lines
from clearhold.lists.judging import accept_held
from clearhold.lists.loading import load_lists
from clearhold.lists.own_list import make_own_list, read_own_list
from clearhold.lists.search import search_lists
from clearhold.lists.verify import verify
from clearhold.lists.view import compare_list, view_list
from clearhold.lists.workspace import Workspace

__all__ = [
    "CataloguedList",
    "ExportFormat",
    "Workspace",
    "accept_held",
    "add_list",
    "ask_publishers",
    "catalogue",
    "compare_list",
    "export_lines",
    "load_lists",
    "make_own_list",
    "not_here",
    "read_own_list",
    "search_lists",
    "verify",
    "view_list",
    "with_published",
]
