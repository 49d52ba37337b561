"""Reads web addresses strictly: what two programs could read in two ways is refused rather than interpreted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from clearhold.model import BadInput

_LONGEST = 4000
_PORTS = {"http": 80, "https": 443}
_HIGHEST_PORT = 65535
# Signs that some readers drop, and one that browsers take for a slash.
_TREACHEROUS = re.compile(r"[\x00-\x1f\x7f\\]")
_HOST_AND_PORT = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[^:\[\]]+))(?::(?P<port>[0-9]{1,5}))?")
_HOST_NAME = re.compile(r"(?=.{1,253}\Z)(?:(?!-)[a-z0-9_-]{1,63}(?<!-)\.)*(?!-)[a-z0-9_-]{1,63}(?<!-)")
# The last label of a name is never a number (URL Standard, "ends in a number"): such a host is an IPv4 address.
_A_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


class NotAsked(BadInput):
    """An address that may not be asked: `where` it leads, and the `reason`."""

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        super().__init__(f"{where} is not asked: {reason}: {remedy}")
        self.where = where
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: `path` begins with a slash and holds the query; `ip` is the host where it is a number."""

    scheme: str
    host: str
    port: int
    path: str
    ip: IPv4Address | IPv6Address | None = None

    @property
    def host_and_port(self) -> str:
        """The host as the header Host names it: in brackets when it has colons, the port only when unusual."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """The address, written in one way."""
        return f"{self.scheme}://{self.host_and_port}{self.path}"

    @property
    def place(self) -> str:
        """The address without its query, which servers that sign their links change each time."""
        return self.address.partition("?")[0]


def read_address(text: str) -> Target:
    """What an address says. Raises NotAsked for other schemes, userinfo, and hosts or ports not plainly written."""
    text = text.strip(" ")
    if _TREACHEROUS.search(text):
        raise _refused(text, "it has a backslash or a control character")
    if len(text) > _LONGEST:
        raise _refused(text, f"it is longer than {_LONGEST} characters")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _refused(text, "its host cannot be read") from None
    if parts.scheme not in _PORTS:
        raise _refused(text, "it does not begin with https:// or http://")
    if "@" in parts.netloc:
        raise _refused(text, "it has a user name before its host")
    match = _HOST_AND_PORT.fullmatch(parts.netloc.lower())
    if match is None:
        raise _refused(text, "its host or its port cannot be read")
    port = int(match["port"] or _PORTS[parts.scheme])
    if not 0 < port <= _HIGHEST_PORT:
        raise _refused(text, f"there is no port {port}")
    host, ip = _six(match["six"], text) if match["six"] else _name(match["name"], text)
    path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
    return Target(parts.scheme, host, port, path, ip)


def read_redirect(origin: Target, location: str) -> Target:
    """Where an answer's header Location leads. Raises NotAsked as `read_address`, and for a way from https to http."""
    # Headers come as Latin-1; servers that write other signs mean UTF-8.
    text = location.encode("latin-1", "replace").decode("utf-8", "replace").strip(" ")
    if _TREACHEROUS.search(text):
        raise _refused(text, "it has a backslash or a control character")
    try:
        joined = urljoin(origin.address, text)
    except ValueError:
        raise _refused(text, "its host cannot be read") from None
    target = read_address(joined)
    if (origin.scheme, target.scheme) == ("https", "http"):
        raise _refused(target.address, "it leads from https back to http")
    return target


def _name(host: str, text: str) -> tuple[str, IPv4Address | None]:
    if not host.isascii():
        raise _refused(text, "its host has signs beyond a-z: write it in its xn-- form")
    if host.endswith("."):
        raise _refused(text, "its host ends in a dot")
    if not _HOST_NAME.fullmatch(host):
        raise _refused(text, "its host is no host name")
    if not _A_NUMBER.fullmatch(host.rpartition(".")[2]):
        return host, None
    try:
        return host, IPv4Address(host)
    except ValueError:
        raise _refused(text, "its host is no plain number: write it as four numbers with dots") from None


def _six(host: str, text: str) -> tuple[str, IPv6Address]:
    try:
        ip = IPv6Address(host)
    except ValueError:
        raise _refused(text, "its host is no IPv6 address") from None
    return str(ip), ip


def _plain(text: str) -> str:
    return quote(text, safe="/?:@!$&'()*+,;=~%-._")


def _refused(text: str, reason: str) -> NotAsked:
    return NotAsked(f"{text[:200]!r}", reason, "give the file's own https address")
