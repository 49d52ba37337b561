"""Addresses that may not be asked: none is connected to, nor looked up where the address alone shows it."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from clearhold.lists.fetch import Fetcher, FetchLimits
from clearhold.lists.transfer.addresses import read_address, read_redirect
from clearhold.lists.transfer.internet import Admission, why_unfit
from clearhold.model import BadInput, CouldNotAsk

# A site on the open internet: the address of example.com of early 2025; nothing is sent to it.
PUBLIC = "93.184.215.14"
PUBLIC_6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"


class Network:
    """Stands for the network: names have the addresses given, one answer after the other; connections are counted."""

    def __init__(self, **names: list[list[str]]) -> None:
        self.names = {name.replace("_", "."): answers for name, answers in names.items()}
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []

    def look_up(self, host: str, _: int) -> list[str]:
        """The next answer of a name server."""
        self.looked_up.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise OSError("no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, place: tuple[str, int], *_: object, **__: object) -> None:
        """Counts the connection, and refuses it."""
        self.connected.append(place)
        raise ConnectionRefusedError

    def fetcher(self, *allowed: str, tries: int = 1) -> Fetcher:
        """A fetcher that knows no other network."""
        return Fetcher(
            allowed_hosts=frozenset(allowed),
            resolver=self.look_up,
            limits=FetchLimits(tries=tries),
            sleep=lambda _: None,
        )


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    network = Network()
    monkeypatch.setattr("urllib3.util.connection.create_connection", network.connect)
    return network


HOSTILE = {
    # Other schemes.
    "file:///etc/passwd": "does not begin with https",
    "FILE:///etc/passwd": "does not begin with https",
    "gopher://127.0.0.1:6379/_INFO": "does not begin with https",
    "ftp://publisher.org/list.csv": "does not begin with https",
    "dict://127.0.0.1:11211/stats": "does not begin with https",
    "data:text/csv,name": "does not begin with https",
    "jar:http://publisher.org!/": "does not begin with https",
    "//publisher.org/list.csv": "does not begin with https",
    "list.csv": "does not begin with https",
    "": "does not begin with https",
    # Numbers of this machine and of local networks.
    "http://127.0.0.1/": "a loopback address",
    "http://127.8.8.8/": "a loopback address",
    "http://0.0.0.0/": "an unspecified address",
    "http://10.0.0.1/": "a private address",
    "http://172.16.0.1/": "a private address",
    "http://172.31.255.255/": "a private address",
    "http://192.168.1.1/": "a private address",
    "http://169.254.169.254/latest/meta-data/": "a link-local address",
    "http://100.64.0.1/": "a carrier's private address",
    "http://100.100.100.200/latest/meta-data/": "a carrier's private address",
    "http://192.0.0.192/": "a reserved address",
    "http://198.18.0.1/": "an address for tests",
    "http://203.0.113.7/": "an address for documentation",
    "http://224.0.0.1/": "a multicast address",
    "http://240.0.0.1/": "a reserved address",
    "http://255.255.255.255/": "a reserved address",
    # The same in odd spellings.
    "http://2130706433/": "no plain number",
    "http://0x7f000001/": "no plain number",
    "http://0x7f.0.0.1/": "no plain number",
    "http://017700000001/": "no plain number",
    "http://0177.0.0.1/": "no plain number",
    "http://127.1/": "no plain number",
    "http://127.0.1/": "no plain number",
    "http://127.0.0.01/": "no plain number",
    "http://1.2.3.4.5/": "no plain number",
    "http://256.256.256.256/": "no plain number",
    "http://0x/": "no plain number",
    "http://127.0.0.1./": "ends in a dot",
    "http://publisher.org./": "ends in a dot",
    "http://127.0.0.1%2f@publisher.org/": "user name",
    "http://%31%32%37.0.0.1/": "no host name",
    # IPv6, and IPv4 inside it.
    "http://[::1]/": "a loopback address",
    "http://[0:0:0:0:0:0:0:1]/": "a loopback address",
    "http://[::]/": "a reserved address",
    "http://[::ffff:127.0.0.1]/": "IPv6 dress",
    "http://[::ffff:7f00:1]/": "IPv6 dress",
    "http://[::127.0.0.1]/": "a reserved address",
    "http://[fe80::1]/": "a link-local address",
    "http://[fe80::1%25eth0]/": "cannot be read",
    "http://[fd00:ec2::254]/latest/meta-data/": "a private address",
    "http://[fec0::1]/": "a reserved address",
    "http://[ff02::1]/": "a multicast address",
    "http://[64:ff9b::7f00:1]/": "a loopback address",
    "http://[64:ff9b::169.254.169.254]/": "a link-local address",
    "http://[64:ff9b:1::a00:1]/": "a reserved address",
    "http://[2002:7f00:1::]/": "a 6to4 address",
    "http://[2001:0:5ef5:79fb::1]/": "Teredo",
    "http://[2001:db8::1]/": "for documentation",
    "http://[::1/": "cannot be read",
    "http://[127.0.0.1]/": "its host",
    # Names of this machine and of local networks.
    "http://localhost/": "a local network",
    "http://LOCALHOST/": "a local network",
    "http://localhost.localdomain.localhost/": "a local network",
    "http://metadata.google.internal/": "a local network",
    "http://printer.local/": "a local network",
    "http://router/": "a local network",
    # Tricks with signs that two readers read in two ways.
    "http://publisher.org@127.0.0.1/": "user name",
    "http://127.0.0.1@publisher.org/": "user name",
    "http://user:password@publisher.org/": "user name",
    "http://@127.0.0.1/": "user name",
    "http://publisher.org\\@127.0.0.1/": "backslash",
    "http:\\\\127.0.0.1\\": "backslash",
    "http://127.0.0.1\t.publisher.org/": "control character",
    "http://127.0.0.1\n/": "control character",
    "http://publisher.org/\r\nHost: 127.0.0.1": "control character",
    "http://publisher.org\x00.127.0.0.1/": "control character",
    "http://127.0.0.1 .publisher.org/": "no host name",
    "http://127。0。0。1/": "signs beyond a-z",
    "http://①②⑦.⓪.⓪.①/": "signs beyond a-z",
    "http://ⓛocalhost/": "signs beyond a-z",
    "http://pubIisher。org/": "signs beyond a-z",
    "http://publisher．org/": "signs beyond a-z",
    "http://publisher.org℀.evil.org/": "cannot be read",
    "http:///list.csv": "cannot be read",
    "http://:80/": "cannot be read",
    "http://publisher.org:/": "cannot be read",
    "http://publisher.org:0/": "no port 0",
    "http://publisher.org:65536/": "no port 65536",
    "http://publisher.org:١٢/": "cannot be read",
    "http://publisher.org:22/": "port 22 belongs to another service",
    "http://publisher.org:25/": "port 25 belongs to another service",
    "http://-publisher.org/": "no host name",
    "http://publisher..org/": "no host name",
    f"http://{'a' * 64}.org/": "no host name",
    f"http://publisher.org/{'a' * 5000}": "longer than 4000 characters",
}


@pytest.mark.parametrize(("address", "reason"), HOSTILE.items(), ids=[ascii(each)[:60] for each in HOSTILE])
def test_hostile_addresses_are_refused_before_anything_is_asked(address: str, reason: str, network: Network) -> None:
    fetcher = network.fetcher()
    for ask in (fetcher.get, fetcher.head):
        with pytest.raises(BadInput) as told:
            ask(address)
        assert reason in str(told.value)
        assert " is not asked: " in str(told.value)
    assert network.looked_up == []
    assert network.connected == []


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["100.64.1.1"],
        ["::1"],
        ["fe80::1%eth0"],
        ["fd12::1"],
        ["::ffff:10.0.0.1"],
        ["64:ff9b::a00:1"],
        ["0.0.0.1"],
        [PUBLIC, "192.168.0.1"],
        ["192.168.0.1", PUBLIC],
        [PUBLIC, PUBLIC_6, "::1"],
    ],
    ids=" ".join,
)
def test_a_name_is_refused_when_any_of_its_addresses_is_unfit(found: list[str], network: Network) -> None:
    network.names = {"publisher.org": [found]}
    with pytest.raises(BadInput, match=r"^https://publisher\.org/list\.csv is not asked: publisher\.org is at "):
        network.fetcher().get("https://publisher.org/list.csv")
    assert network.looked_up == ["publisher.org"]
    assert network.connected == []


def test_a_name_is_looked_up_once_and_asked_at_the_address_that_was_judged(network: Network) -> None:
    """A name that changes its address after it was judged (DNS rebinding) gains nothing."""
    network.names = {"publisher.org": [[PUBLIC], ["127.0.0.1"]]}
    with pytest.raises(CouldNotAsk, match="takes no connection"):
        network.fetcher().get("http://publisher.org/list.csv")
    assert network.looked_up == ["publisher.org"]
    assert network.connected == [(PUBLIC, 80)]


def test_a_name_that_turns_bad_is_refused_at_the_next_try(network: Network) -> None:
    network.names = {"publisher.org": [[PUBLIC], ["127.0.0.1"]]}
    with pytest.raises(BadInput, match=r"publisher\.org is at 127\.0\.0\.1, a loopback address"):
        network.fetcher(tries=2).get("http://publisher.org/list.csv")
    assert network.connected == [(PUBLIC, 80)]


def test_all_fit_addresses_of_a_name_are_tried_in_order(network: Network) -> None:
    network.names = {"publisher.org": [[PUBLIC_6, "64:ff9b::5db8:d70e", PUBLIC]]}
    with pytest.raises(CouldNotAsk):
        network.fetcher().get("https://publisher.org:8443/")
    assert network.connected == [(PUBLIC_6, 8443), ("64:ff9b::5db8:d70e", 8443), (PUBLIC, 8443)]


def test_a_name_that_is_not_found_could_not_be_asked(network: Network) -> None:
    with pytest.raises(CouldNotAsk) as told:
        network.fetcher().get("https://publisher.org/list.csv")
    assert str(told.value) == (
        "https://publisher.org/list.csv: the host publisher.org was not found: check the connection and the address"
    )


@pytest.mark.parametrize(
    ("allowed", "address", "place"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/", ("127.0.0.1", 8000)),
        ("127.0.0.1:8000", "http://127.0.0.1:8000/", ("127.0.0.1", 8000)),
        ("127.0.0.1:80", "http://127.0.0.1/", ("127.0.0.1", 80)),
        ("::1", "http://[::1]:8000/", ("::1", 8000)),
        ("[::1]", "http://[::1]/", ("::1", 80)),
        ("[::1]:8000", "http://[0:0::1]:8000/", ("::1", 8000)),
        ("Mirror", "http://mirror:25/", ("10.0.0.5", 25)),
    ],
)
def test_hosts_that_the_user_names_may_be_anywhere(
    allowed: str, address: str, place: tuple[str, int], network: Network
) -> None:
    network.names = {"mirror": [["10.0.0.5"]]}
    with pytest.raises(CouldNotAsk):
        network.fetcher(allowed).get(address)
    assert network.connected == [place]


@pytest.mark.parametrize(
    ("allowed", "address"),
    [
        ("127.0.0.1", "http://127.0.0.2/"),
        ("127.0.0.1:8000", "http://127.0.0.1:8001/"),
        ("127.0.0.1", "http://127.1/"),
        ("127.0.0.1", "http://[::ffff:127.0.0.1]/"),
        ("localhost", "http://127.0.0.1/"),
        ("mirror", "http://mirror.local/"),
    ],
)
def test_naming_one_host_opens_no_other(allowed: str, address: str, network: Network) -> None:
    with pytest.raises(BadInput):
        network.fetcher(allowed).get(address)
    assert network.connected == []


def test_a_stranger_cannot_lead_to_a_host_that_the_user_names() -> None:
    """The user's own server is asked because its user says so, not because a publisher redirects there."""
    admission = Admission(frozenset({"mirror.house.org", "front.house.org"}), lambda *_: ["10.0.0.5"])
    mirror = read_address("http://mirror.house.org/list.csv")
    assert admission.addresses(mirror) == ("10.0.0.5",)
    assert admission.addresses(mirror, origin=read_address("http://front.house.org/")) == ("10.0.0.5",)
    with pytest.raises(BadInput, match=r"mirror\.house\.org is at 10\.0\.0\.5, a private address"):
        admission.addresses(mirror, origin=read_address("http://publisher.org/"))


def test_offline_nothing_is_asked_nor_looked_up(network: Network) -> None:
    fetcher = Fetcher(offline=True, resolver=network.look_up)
    for ask in (fetcher.get, fetcher.head):
        with pytest.raises(CouldNotAsk) as told:
            ask("https://publisher.org/list.csv")
        assert str(told.value) == "https://publisher.org/list.csv: not asked, --offline was given"
    assert network.looked_up == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://publisher.org", "https://publisher.org/"),
        (" HTTPS://Publisher.ORG:443/A%20b.CSV?Q=1&r#part ", "https://publisher.org/A%20b.CSV?Q=1&r"),
        ("http://publisher.org:8080?q", "http://publisher.org:8080/?q"),
        ("https://publisher.org/ä b.csv", "https://publisher.org/%C3%A4%20b.csv"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("https://[2606:2800:021F::1]/", "https://[2606:2800:21f::1]/"),
        ("https://93.184.215.14/", "https://93.184.215.14/"),
        ("https://publisher.org/#@127.0.0.1/", "https://publisher.org/"),
    ],
)
def test_addresses_are_written_in_one_way(text: str, address: str) -> None:
    assert read_address(text).address == address
    assert read_address(address).address == address


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("list.csv", "https://publisher.org/a/list.csv"),
        ("/list.csv", "https://publisher.org/list.csv"),
        ("?v=2", "https://publisher.org/a/b?v=2"),
        ("//files.publisher.org/list.csv", "https://files.publisher.org/list.csv"),
        ("https://cdn.org/x y.csv", "https://cdn.org/x%20y.csv"),
        ("/\xc3\xa4.csv", "https://publisher.org/%C3%A4.csv"),
    ],
)
def test_redirects_are_read_from_where_they_stand(location: str, address: str) -> None:
    assert read_redirect(read_address("https://publisher.org/a/b?v=1"), location).address == address


@pytest.mark.parametrize(
    "location",
    ["http://publisher.org/", "file:///etc/passwd", "//a@b/", "/\\127.0.0.1", "https://[/", "javascript:alert(1)"],
)
def test_redirects_that_are_not_followed(location: str) -> None:
    with pytest.raises(BadInput):
        read_redirect(read_address("https://publisher.org/a/b"), location)


@pytest.mark.parametrize(
    "ip", [PUBLIC, PUBLIC_6, "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1", "64:ff9b::101:101"]
)
def test_addresses_of_the_open_internet_are_fit(ip: str) -> None:
    assert why_unfit(ip_address(ip)) is None
