"""Over https the name is verified although the connection goes to an address; certificates are made for the test."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.fetch import Fetcher, FetchLimits
from clearhold.model import CouldNotAsk
from tests.lists.a_server import a_server, redirected, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.lists.a_server import Server

OPENSSL = shutil.which("openssl")
pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(OPENSSL is None, reason="needs the program openssl to make a certificate"),
]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that signs itself, for publisher.org and 127.0.0.1, and its key beside it."""
    folder = tmp_path_factory.mktemp("tls")
    subject = ["-subj", "/CN=publisher.org", "-addext", "subjectAltName=DNS:publisher.org,IP:127.0.0.1"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run([str(OPENSSL), "req", "-x509", *kind, *subject, *files], check=True, capture_output=True)
    return folder / "certificate.pem"


@pytest.fixture
def names() -> list[str | None]:
    """The names that the server is asked for in TLS."""
    return []


@pytest.fixture
def server(certificate: Path, names: list[str | None]) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    context.sni_callback = lambda _, name, __: names.append(name)
    with a_server(context) as server:
        server.serve("/list.csv", whole(b"content"))
        yield server


def fetcher_of(server: Server) -> Fetcher:
    hosts = {f"{host}:{server.port}" for host in ("publisher.org", "other.org", "127.0.0.1")}
    return Fetcher(
        allowed_hosts=frozenset(hosts), resolver=lambda *_: ["127.0.0.1"], limits=FetchLimits(tries=3), sleep=never
    )


def never(_: float) -> None:
    raise AssertionError("a certificate that does not hold is no passing fault")


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.mark.usefixtures("trusted")
def test_the_server_is_asked_for_its_name_and_proves_it(server: Server, names: list[str | None]) -> None:
    assert fetcher_of(server).get(server.address("/list.csv", "publisher.org")).content == b"content"
    assert names == ["publisher.org"]
    assert server.asked[0].headers["host"] == f"publisher.org:{server.port}"


@pytest.mark.usefixtures("trusted")
def test_a_number_in_the_certificate_is_proof_for_an_address(server: Server) -> None:
    assert fetcher_of(server).get(server.address("/list.csv")).content == b"content"


@pytest.mark.usefixtures("trusted")
def test_a_server_that_proves_another_name_is_not_asked(server: Server) -> None:
    address = server.address("/list.csv", "other.org")
    with pytest.raises(CouldNotAsk) as told:
        fetcher_of(server).get(address)
    reason = "Hostname mismatch, certificate is not valid for 'other.org'"
    assert str(told.value).startswith(f"{address}: the server's certificate does not hold ({reason}")
    assert server.asked == []


def test_a_server_that_nobody_vouches_for_is_not_asked(server: Server) -> None:
    with pytest.raises(CouldNotAsk, match=r"certificate does not hold \(self.signed certificate"):
        fetcher_of(server).head(server.address("/list.csv", "publisher.org"))
    assert server.asked == []


@pytest.mark.usefixtures("trusted")
def test_no_way_leads_from_https_back_to_http(server: Server) -> None:
    address = server.serve("/moved", redirected(f"http://publisher.org:{server.port}/list.csv"))
    with pytest.raises(CouldNotAsk) as told:
        fetcher_of(server).get(address)
    assert str(told.value) == (
        f"{address} redirects to 'http://publisher.org:{server.port}/list.csv', which is not asked: "
        "it leads from https back to http: download the file with a browser and give it with --from"
    )
    assert [each.path for each in server.asked] == ["/moved"]
