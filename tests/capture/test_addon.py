"""What becomes of requests that are not as they should be, and of answers on their way back."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import h2.exceptions  # type: ignore[import-untyped]
import httpx
import pytest

from harness.calls import Exchange, Note
from harness.capture.conditions import AnswerCondition, Drop
from harness.capture.hosts import Hosts
from harness.capture.proxy import Proxy
from harness.clock import Deadline
from tests.capture.a_proxy import SETTINGS, UPLOADS, Seen, client_of, open_proxy

BROKEN = """#!{python}
import runpy, sys
sys.path.append(sys.argv[4])
from harness.capture import addon

async def fail(*_):
    raise ValueError("a defect")

addon.Capture._answer = fail
sys.argv[1:] = sys.argv[5:]
runpy.run_module("harness.capture.runner", run_name="__main__", alter_sys=True)
"""


@contextmanager
def tunnel(proxy: Proxy, host: str) -> Iterator[socket.socket]:
    """A connection of a device to the host, before anything is said in it."""
    with socket.create_connection(("127.0.0.1", proxy.ports["phone"]), 5) as plain:
        plain.sendall(f"CONNECT {host}:443 HTTP/1.1\r\nhost: {host}:443\r\n\r\n".encode())
        assert b" 200 " in plain.recv(4096)
        yield plain


def await_one(proxy: Proxy, found: list[Exchange] | list[Note]) -> None:
    deadline = Deadline.after(5)
    while not found:
        assert not deadline.is_over
        proxy.settle()


@contextmanager
def a_server(answer: bytes = b"") -> Iterator[tuple[int, list[bytes]]]:
    """A server of this machine and what it was sent; it answers the first request only if it has an answer."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.5)

        def serve() -> None:
            try:
                connection, _ = listening.accept()
            except TimeoutError:
                return
            with connection:
                received.append(connection.recv(4096))
                connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1], received
        thread.join(5)


def test_an_upload_that_breaks_off_is_told(proxy: Proxy, seen: Seen) -> None:
    trust = ssl.create_default_context(cafile=str(proxy.authority.ca_file))
    with tunnel(proxy, "api.segment.io") as plain:
        secure = trust.wrap_socket(plain, server_hostname="api.segment.io")
        secure.sendall(b"POST /v1/b HTTP/1.1\r\nhost: api.segment.io\r\ncontent-length: 1000\r\n\r\nhalf of it")
        secure.close()
    await_one(proxy, seen.exchanges)
    (exchange,) = seen.exchanges
    assert (exchange.url, exchange.status, exchange.kind) == (UPLOADS, None, "vendor")
    assert "ended before it was whole" in exchange.problem


def test_what_is_neither_tls_nor_http_goes_nowhere_and_is_told(proxy: Proxy, seen: Seen) -> None:
    with tunnel(proxy, "api.segment.io") as plain:
        plain.sendall(b"\x00\x01\x02 a protocol of its own")
        assert plain.recv(4096) == b""
    await_one(proxy, seen.notes)
    (note,) = seen.notes
    assert (note.kind, note.device) == ("refused", "phone")
    assert note.data == {"host": "api.segment.io", "port": 443}


def test_plain_http_to_a_vendor_is_answered_and_seen_as_such(client: httpx.Client, seen: Seen) -> None:
    assert client.post("http://api.segment.io/v1/b", content=b"{}").status_code == 200
    assert [exchange.url for exchange in seen.exchanges] == ["http://api.segment.io/v1/b"]


def test_a_request_to_one_host_in_the_tunnel_to_another_is_refused(client: httpx.Client, seen: Seen) -> None:
    assert client.get(SETTINGS, headers={"host": "www.example.com"}).status_code == 502
    assert [note.kind for note in seen.notes] == ["refused"]
    assert seen.exchanges == []


@pytest.mark.parametrize("drop", ["before", "after", "truncated"])
def test_http2_loses_answers_as_http1_does(proxy: Proxy, drop: Drop) -> None:
    proxy.apply("phone", AnswerCondition("segment", "uploads", drop=drop, times=1))
    with client_of(proxy, http2=True) as client:
        with pytest.raises((httpx.RemoteProtocolError, h2.exceptions.InvalidBodyLengthError)):
            client.post(UPLOADS, content=b"{}")
        assert client.post(UPLOADS, content=b"{}").http_version == "HTTP/2"


def test_a_late_answer_holds_up_no_other(proxy: Proxy, client: httpx.Client) -> None:
    proxy.apply("phone", AnswerCondition("segment", "settings", delay_s=60))
    late = threading.Thread(target=lambda: client.get(SETTINGS))
    late.start()
    with client_of(proxy) as other, client_of(proxy, "tablet") as tablet:
        assert other.post(UPLOADS, content=b"{}").status_code == 200
        assert tablet.get(SETTINGS).status_code == 200
    proxy.lift("phone")
    late.join(5)
    assert not late.is_alive()


def test_plain_http_to_a_passed_host_is_let_through_and_noted(tmp_path: Path) -> None:
    seen = Seen()
    with (
        open_proxy(tmp_path, seen, hosts=Hosts(passed=("127.0.0.1",))) as proxy,
        client_of(proxy) as client,
        a_server(b"HTTP/1.1 204 No Content\r\n\r\n") as (port, received),
    ):
        assert client.get(f"http://127.0.0.1:{port}/generate_204").status_code == 204
        assert client.get("http://127.0.0.1:1/nobody").status_code == 502
    assert received[0].startswith(b"GET /generate_204")
    assert [note.kind for note in seen.notes] == ["passed", "passed", "unreachable"]
    assert seen.exchanges == []


def test_a_hook_that_fails_in_the_process_sends_nothing_on(tmp_path: Path) -> None:
    python, seen = tmp_path / "python", Seen()
    python.write_text(BROKEN.format(python=sys.executable), encoding="utf-8")
    python.chmod(0o755)
    with (
        open_proxy(tmp_path / "proxy", seen, hosts=Hosts(vendor=("127.0.0.1",)), python=str(python)) as proxy,
        client_of(proxy) as client,
        a_server() as (port, received),
    ):
        assert client.get(f"http://127.0.0.1:{port}/").status_code == 599
    assert received == []
    assert [note.kind for note in seen.notes] == ["hook_failed"]
