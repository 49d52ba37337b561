"""The licences under which several publishers' lists may be used."""

from __future__ import annotations

UNITED_STATES_WORK = "Work of the United States Government, in the public domain (17 U.S.C. 105)"
