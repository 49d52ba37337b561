"""Parses publishers' files apart from this process, which their content cannot harm."""

from clearhold.lists.parsing.process import ParsingProcesses
from clearhold.lists.parsing.wire import Parsed

__all__ = ["Parsed", "ParsingProcesses"]
