"""What two names say of each other beyond how alike they are.

Names of one group begin alike and one goes on: Alibaba Pictures, Tencent Music, JA Solar and Donghai JA Solar. Such a
pair is not the same issuer, however alike the names are. The rules are in the kernel's `relations.hpp`.
"""

from __future__ import annotations

from enum import StrEnum


class Relation(StrEnum):
    """What a pair of names may be at most."""

    SAME = "same"
    PARENT = "parent or subsidiary"  # GROUP or HOLDING in one of two full names
    GROUP = "group"
    PLACE = "place more"  # the listed name has a place that the held one has not: perhaps a subsidiary there
    SPELLING = "spelling"  # the rarest word that agrees is spelled differently
    COMMON = "common words"  # only words that many companies' names have
    THIN = "thin"  # one short word or acronym: needs another fact
