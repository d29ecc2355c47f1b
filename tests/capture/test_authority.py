from __future__ import annotations

import socket
import ssl
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from mitmproxy import certs

from harness.capture.authority import Authority, create_authority
from harness.capture.hosts import Hosts


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    made = create_authority(tmp_path, Hosts().domains)
    yield made
    made.destroy()


def handshake(authority: Authority, host: str) -> None:
    """A client that trusts the root, and a server with a certificate that mitmproxy signs for this host."""
    store = certs.CertStore.from_store(authority.folder, "mitmproxy", 2048)
    entry = store.get_cert(host, [x509.DNSName(host)])
    chain = authority.folder / "chain.pem"
    signer = (authority.folder / "mitmproxy-ca.pem").read_bytes()
    key = signer.split(b"-----BEGIN CERTIFICATE-----")[0]
    chain.write_bytes(key + entry.cert.to_pem() + signer[len(key) :])
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(chain)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        serving = threading.Thread(target=_serve, args=(server, theirs), daemon=True)
        serving.start()
        client = ssl.create_default_context(cafile=str(authority.ca_file))
        try:
            client.wrap_socket(ours, server_hostname=host).close()
        finally:
            ours.close()
            serving.join(5)


def _serve(context: ssl.SSLContext, connection: socket.socket) -> None:
    try:
        context.wrap_socket(connection, server_side=True).close()
    except OSError:
        connection.close()


@pytest.mark.parametrize("host", ["api.segment.io", "cdn-settings.segment.com", "sdk-01.moengage.com"])
def test_vendors_hosts_can_be_vouched_for(authority: Authority, host: str) -> None:
    handshake(authority, host)


@pytest.mark.parametrize("host", ["www.google.com", "example.org", "segment.io.example.org"])
def test_no_other_host_can_be(authority: Authority, host: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        handshake(authority, host)


def test_its_files_are_for_this_user_only_and_gone_in_the_end(authority: Authority) -> None:
    files = [authority.folder / "mitmproxy-ca.pem", authority.ca_file]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]
    assert stat.S_IMODE(authority.folder.stat().st_mode) == 0o700
    authority.destroy()
    assert not [file for file in files if file.exists()]


def test_the_roots_key_is_nowhere(authority: Authority) -> None:
    assert b"PRIVATE" not in authority.ca_file.read_bytes()
    assert (authority.folder / "mitmproxy-ca.pem").read_bytes().count(b"PRIVATE KEY-----\n") == 2
