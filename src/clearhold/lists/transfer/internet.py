"""Which hosts may be asked: those on the open internet by every address they have, and those that the user names."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from clearhold.lists.transfer.addresses import NotAsked
from clearhold.model import CouldNotAsk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clearhold.lists.transfer.addresses import Target


# IANA IPv4 Special-Purpose Address Registry (RFC 6890), and multicast (RFC 5771). Our own table, since what Python's
# `is_private` covers differs between versions.
_UNFIT_4 = tuple(
    (IPv4Network(network), words)
    for network, words in (
        ("0.0.0.0/8", "an unspecified address"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "a carrier's private address"),
        ("127.0.0.0/8", "a loopback address"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "a reserved address"),
        ("192.0.2.0/24", "an address for documentation"),
        ("192.31.196.0/24", "a reserved address"),
        ("192.52.193.0/24", "a reserved address"),
        ("192.88.99.0/24", "a relay's address"),
        ("192.168.0.0/16", "a private address"),
        ("192.175.48.0/24", "a reserved address"),
        ("198.18.0.0/15", "an address for tests"),
        ("198.51.100.0/24", "an address for documentation"),
        ("203.0.113.0/24", "an address for documentation"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
)
# IANA IPv6 Special-Purpose Address Registry; of the rest only 2000::/3 is given to hosts (RFC 4291, section 2.4).
_GIVEN_6 = IPv6Network("2000::/3")
_UNFIT_6 = tuple(
    (IPv6Network(network), words)
    for network, words in (
        ("::1/128", "a loopback address"),
        ("::ffff:0:0/96", "an IPv4 address in IPv6 dress"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("ff00::/8", "a multicast address"),
        ("2001::/23", "a reserved or Teredo address"),
        ("2001:db8::/32", "an address for documentation"),
        ("2002::/16", "a 6to4 address"),
        ("3fff::/20", "an address for documentation"),
    )
)
# Networks without IPv4 reach IPv4 hosts by these (RFC 6052): they are as fit as the address inside.
_NAT64 = IPv6Network("64:ff9b::/96")
# RFC 6761, 6762, 8375 and ICANN's .internal: names of a machine or a house, never of a publisher.
_INDOORS = (".localhost", ".local", ".internal", ".home.arpa")
_LOWEST_OPEN_PORT = 1024
_WEB_PORTS = (80, 443)


def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, each once, in the system's order."""
    return tuple(dict.fromkeys(str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def why_unfit(ip: IPv4Address | IPv6Address) -> str | None:
    """What makes an address unfit to be asked: "a private address"; None where it is a host's on the open internet."""
    if isinstance(ip, IPv4Address):
        return next((words for network, words in _UNFIT_4 if ip in network), None)
    if ip in _NAT64:
        return why_unfit(IPv4Address(int(ip) & 0xFFFF_FFFF))
    words = next((words for network, words in _UNFIT_6 if ip in network), None)
    return words or (None if ip in _GIVEN_6 else "a reserved address")


class Admission:
    """Decides for each hop whether its host may be asked, and by which addresses.

    `allowed_hosts` are those that the user names, `host` or `host:port`: they may have any address and port. The
    resolver is asked once a hop, and connections go to the addresses that were judged, so that a name that changes its
    addresses between two look-ups (DNS rebinding) gains nothing.
    """

    def __init__(self, allowed_hosts: frozenset[str], resolver: Callable[[str, int], Sequence[str]]) -> None:
        self._allowed = frozenset(each.strip().lower() for each in allowed_hosts)
        self._resolver = resolver

    def names(self, target: Target) -> bool:
        """Whether the user names the target's host."""
        bracketed = f"[{target.host}]"
        forms = (target.host, bracketed, f"{target.host}:{target.port}", f"{bracketed}:{target.port}")
        return not self._allowed.isdisjoint(forms)

    def addresses(self, target: Target, origin: Target | None = None) -> Sequence[str]:
        """The addresses to connect to, the first one first; `origin` is the hop that redirected here.

        Raises NotAsked where the host may not be asked, and CouldNotAsk where it has no address. A host that the user
        names is not open to redirects from elsewhere.
        """
        named = self.names(target) and (origin is None or self.names(origin))
        if not named:
            _check_name(target)
        found = [target.ip] if target.ip else self._look_up(target)
        for ip in found:
            words = None if named else why_unfit(ip)
            if words:
                meaning = f"{ip} is {words}" if target.ip else f"{target.host} is at {ip}, {words}"
                raise _refused(target, meaning)
        return tuple(str(ip) for ip in found)

    def _look_up(self, target: Target) -> list[IPv4Address | IPv6Address]:
        try:
            found = [ip_address(each) for each in self._resolver(target.host, target.port)]
        except (OSError, ValueError):
            found = []
        if not found:
            raise CouldNotAsk(
                f"{target.address}: the host {target.host} was not found: check the connection and the address"
            )
        return found


def _check_name(target: Target) -> None:
    if target.ip is None and ("." not in target.host or target.host.endswith(_INDOORS)):
        raise _refused(target, f"{target.host} names a host of a local network")
    if target.port < _LOWEST_OPEN_PORT and target.port not in _WEB_PORTS:
        raise _refused(target, f"port {target.port} belongs to another service")


def _refused(target: Target, reason: str) -> NotAsked:
    return NotAsked(target.address, reason, f"if the host is your own, allow it with --allow-host {target.host}")
