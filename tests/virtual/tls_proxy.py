"""A tiny HTTPS proxy that answers everything itself: CONNECT, TLS with a throwaway authority, HTTP/1.1 or HTTP/2."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import h2.config  # type: ignore[import-untyped]
import h2.connection  # type: ignore[import-untyped]
import h2.events  # type: ignore[import-untyped]
import h11
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOSTS = ("api.segment.io", "cdn-settings.segment.com", "sdk-01.moengage.com")


@dataclass(frozen=True)
class Seen:
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    protocol: str
    connection: int


@dataclass
class Replying:
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    body: bytes = b'{"success":true}'


@dataclass
class TlsProxy:
    """Connections are counted; a path that ends with ``/held`` is answered when the test sets ``release``."""

    folder: Path
    seen: list[Seen] = field(default_factory=list)
    hellos: list[bytes] = field(default_factory=list)
    """How each TLS connection began."""
    closed: set[int] = field(default_factory=set)
    release: threading.Event = field(default_factory=threading.Event)
    refuses: bool = False
    reply: Callable[[Seen], Replying] = field(default=lambda _seen: Replying())

    def __post_init__(self) -> None:
        self.ca_file, leaf, key = make_authority(self.folder)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(leaf, key)
        self._context.set_alpn_protocols(["h2", "http/1.1"])
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._open: list[socket.socket] = []
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self.release.set()
        for one in [self._listener, *self._open]:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits on it
            one.close()

    def _accept(self) -> None:
        try:
            while True:
                raw, _ = self._listener.accept()
                raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._open.append(raw)
                threading.Thread(target=self._serve, args=(raw,), daemon=True).start()
        except OSError:
            return

    def _serve(self, raw: socket.socket) -> None:
        try:
            head = b""
            while b"\r\n\r\n" not in head:
                head += raw.recv(4096)
            if self.refuses:
                raw.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
                raw.close()
                return
            raw.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self.hellos.append(raw.recv(4096, socket.MSG_PEEK))
            connection = self._context.wrap_socket(raw, server_side=True)
            self._open.append(connection)
            self.connections += 1
            number = self.connections
            try:
                serve = self._serve_h2 if connection.selected_alpn_protocol() == "h2" else self._serve_h1
                serve(connection, number)
            finally:
                self.closed.add(number)
        except OSError:
            return

    def _answer(self, seen: Seen) -> Replying:
        self.seen.append(seen)
        return self.reply(seen)

    def _serve_h1(self, connection: ssl.SSLSocket, number: int) -> None:
        while True:
            peer, request, body = h11.Connection(h11.SERVER), None, b""
            while True:
                event = peer.next_event()
                if event is h11.NEED_DATA:
                    if not (received := connection.recv(65536)):
                        return
                    peer.receive_data(received)
                elif isinstance(event, h11.Request):
                    request = event
                elif isinstance(event, h11.Data):
                    body += bytes(event.data)
                else:
                    break
            assert request is not None
            headers = tuple((name.decode(), value.decode()) for name, value in request.headers.raw_items())
            seen = Seen(request.method.decode(), request.target.decode(), headers, body, "HTTP/1.1", number)
            reply = self._answer(seen)
            if seen.target.endswith("/held") and not self._hold(connection):
                return
            length = ("Content-Length", str(len(reply.body)))
            answer = h11.Response(status_code=reply.status, headers=[*reply.headers, length])
            connection.sendall(peer.send(answer) or b"")
            connection.sendall((peer.send(h11.Data(data=reply.body)) or b"") + (peer.send(h11.EndOfMessage()) or b""))

    def _hold(self, connection: ssl.SSLSocket) -> bool:
        """Until the test releases it or the client goes away."""
        connection.settimeout(0.01)
        while not self.release.is_set():
            try:
                if not connection.recv(1):
                    return False
            except TimeoutError:
                continue
        connection.settimeout(None)
        return True

    def _serve_h2(self, connection: ssl.SSLSocket, number: int) -> None:
        peer = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        peer.initiate_connection()
        connection.sendall(peer.data_to_send())
        heads: dict[int, list[tuple[str, str]]] = {}
        bodies: dict[int, bytes] = {}
        while received := connection.recv(65536):
            for event in peer.receive_data(received):
                if isinstance(event, h2.events.RequestReceived):
                    heads[event.stream_id], bodies[event.stream_id] = list(event.headers), b""
                elif isinstance(event, h2.events.DataReceived):
                    bodies[event.stream_id] += event.data
                    peer.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                elif isinstance(event, h2.events.StreamEnded):
                    self._end_h2(peer, event.stream_id, heads[event.stream_id], bodies[event.stream_id], number)
            connection.sendall(peer.data_to_send())

    def _end_h2(
        self,
        peer: h2.connection.H2Connection,
        stream: int,
        head: list[tuple[str, str]],
        body: bytes,
        number: int,
    ) -> None:
        pseudo = dict(head)
        plain = tuple((name, value) for name, value in head if not name.startswith(":"))
        seen = Seen(pseudo[":method"], pseudo[":path"], plain, body, "HTTP/2", number)
        reply = self._answer(seen)
        if seen.target.endswith("/held"):
            return  # for ever: the stream stays open
        headers = [(name.lower(), value) for name, value in reply.headers]
        peer.send_headers(stream, [(":status", str(reply.status)), *headers])
        peer.send_data(stream, reply.body, end_stream=True)


def make_authority(folder: Path) -> tuple[Path, Path, Path]:
    """Files: the authority to trust, a certificate for the hosts, its key."""
    ca_key, leaf_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    leaf_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOSTS[0])])
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in HOSTS])
    authority = _certificate(ca_name, ca_key, ca_name, ca_key, x509.BasicConstraints(ca=True, path_length=None))
    leaf = _certificate(leaf_name, leaf_key, ca_name, ca_key, names)
    files = (folder / "ca.pem", folder / "leaf.pem", folder / "leaf.key")
    files[0].write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
    files[2].write_bytes(
        leaf_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return files


def _certificate(
    name: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> x509.Certificate:
    today = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        .sign(issuer_key, hashes.SHA256())
    )
