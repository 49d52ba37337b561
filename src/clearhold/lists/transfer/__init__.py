"""Asking publishers' servers: which addresses may be asked, and how a file comes whole or not at all."""

from clearhold.lists.transfer.addresses import Target, read_address
from clearhold.lists.transfer.download import Received, download, look_at
from clearhold.lists.transfer.internet import Admission, look_up
from clearhold.lists.transfer.limits import FetchLimits
from clearhold.lists.transfer.listening import Progress
from clearhold.lists.transfer.means import Means
from clearhold.lists.transfer.ranges import moment

__all__ = [
    "Admission",
    "FetchLimits",
    "Means",
    "Progress",
    "Received",
    "Target",
    "download",
    "look_at",
    "look_up",
    "moment",
    "read_address",
]
