"""The capture process from outside, over real sockets and TLS."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import brotli
import httpx
import pytest
import zstandard

from harness.calls import Exchange
from harness.capture import proxy as proxy_module
from harness.capture.conditions import AnswerCondition, Condition, SettingsCondition
from harness.capture.hosts import Hosts
from harness.capture.process import free_ports
from harness.capture.proxy import Proxy
from harness.capture.replies import Answers, default_settings
from harness.clock import Deadline, pause
from harness.errors import CaptureError, HarnessError, InfrastructureError
from tests.capture.a_proxy import REPORTS, SETTINGS, UPLOADS, Seen, client_of, open_proxy
from tests.virtual import tls_proxy

BODY = b'{"batch":[],"writeKey":"Zo\xc3\xab"}'
NO_ANSWER = (httpx.RemoteProtocolError, httpx.ReadError)


def test_a_request_is_told_before_its_answer_arrives(client: httpx.Client, seen: Seen) -> None:
    answer = client.post(UPLOADS, content=BODY)
    (exchange,) = seen.exchanges
    assert answer.status_code == exchange.status == 200
    assert answer.content == exchange.response_body
    assert (exchange.method, exchange.url, exchange.device) == ("POST", UPLOADS, "phone")
    assert exchange.request_body == BODY
    assert exchange.header("content-length") == str(len(BODY))


def test_connections_are_kept_and_every_request_has_an_id_of_its_own(client: httpx.Client, seen: Seen) -> None:
    for _ in range(20):
        client.post(UPLOADS, content=BODY)
    assert len({exchange.id for exchange in seen.exchanges}) == 20


def test_http2_is_spoken(proxy: Proxy, seen: Seen) -> None:
    with client_of(proxy, http2=True) as client:
        answer = client.get(SETTINGS)
    proxy.settle()
    assert answer.http_version == "HTTP/2"
    assert seen.exchanges[0].http_version.startswith("HTTP/2")


def test_devices_are_told_apart_by_their_ports(proxy: Proxy, seen: Seen) -> None:
    for device in ("phone", "tablet"):
        with client_of(proxy, device) as client:
            client.post(UPLOADS, content=BODY)
    proxy.settle()
    assert [exchange.device for exchange in seen.exchanges] == ["phone", "tablet"]


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("deflate", zlib.compress(BODY)),
        ("br", brotli.compress(BODY)),
        ("zstd", zstandard.ZstdCompressor().compress(BODY)),
    ],
)
def test_encoded_bodies_are_decoded(client: httpx.Client, seen: Seen, coding: str, body: bytes) -> None:
    client.post(UPLOADS, content=body, headers={"content-encoding": coding})
    (exchange,) = seen.exchanges
    assert (exchange.request_body, exchange.wire_size, exchange.problem) == (BODY, len(body), "")


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(BODY, mtime=0)[:-9], b""])
def test_what_cannot_be_decoded_neither_crashes_nor_vanishes(client: httpx.Client, seen: Seen, body: bytes) -> None:
    assert client.post(UPLOADS, content=body, headers={"content-encoding": "gzip"}).status_code == 200
    (exchange,) = seen.exchanges
    assert exchange.request_body == body
    assert bool(exchange.problem) == bool(body)


def test_a_chunked_body_is_whole(client: httpx.Client, seen: Seen) -> None:
    client.post(UPLOADS, content=iter([BODY[:10], BODY[10:]]))
    assert seen.exchanges[0].request_body == BODY


def test_fifty_megabytes_neither_crash_nor_vanish(client: httpx.Client, seen: Seen) -> None:
    assert client.post(UPLOADS, content=b"x" * 50_000_000).status_code == 200
    (exchange,) = seen.exchanges
    assert exchange.wire_size == 50_000_000
    assert "50000000 bytes" in exchange.problem
    assert client.post(UPLOADS, content=BODY).status_code == 200


def test_each_device_is_served_its_own_documents(proxy: Proxy) -> None:
    proxy.serve("phone", Answers(default_settings("K", "OTHER"), {"e_b_c": 7}))
    with client_of(proxy) as phone, client_of(proxy, "tablet") as tablet:
        assert phone.get(SETTINGS).json()["integrations"]["MoEngage"] == {"apiKey": "OTHER"}
        assert tablet.get(SETTINGS).json()["integrations"]["MoEngage"] == {"apiKey": "WORKSPACE"}
        assert phone.post("https://sdk-02.moengage.com/v3/sdkconfig/ios/X").json() == {"e_b_c": 7}


def test_a_canary_is_told_apart(client: httpx.Client, seen: Seen) -> None:
    assert client.get("https://canary.harness.test/token-1").json() == {"seen": True}
    assert [(one.kind, one.path) for one in seen.exchanges] == [("canary", "/token-1")]


def refusal(client: httpx.Client, url: str) -> int:
    """The status of the answer, or that of the proxy to CONNECT."""
    try:
        return client.get(url).status_code
    except httpx.ProxyError as problem:
        return int(str(problem).split()[0])


def test_an_unknown_host_is_refused_listed_and_never_dialled(proxy: Proxy, seen: Seen, client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.3)
        port = listening.getsockname()[1]
        for url in (f"https://localhost:{port}/x", f"http://127.0.0.1:{port}/x", "https://evil.example/x"):
            assert refusal(client, url) == 502
        with pytest.raises(TimeoutError):
            listening.accept()
    proxy.settle()
    assert [note.data["host"] for note in seen.notes_of("refused")] == ["localhost", "127.0.0.1", "evil.example"]
    assert seen.exchanges == []


def meet(proxy: Proxy, condition: Condition) -> None:
    proxy.apply("phone", condition)


def test_a_status_comes_so_many_times_and_then_no_more(proxy: Proxy, client: httpx.Client, seen: Seen) -> None:
    meet(proxy, AnswerCondition("segment", "uploads", 429, times=2, retry_after_s=7))
    answers = [client.post(UPLOADS, content=BODY) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert answers[0].headers["retry-after"] == "7"
    assert [bool(one.condition) for one in seen.exchanges] == [True, True, False]


def test_a_condition_is_of_one_device_and_one_endpoint(proxy: Proxy, client: httpx.Client) -> None:
    meet(proxy, AnswerCondition("segment", "uploads", 503))
    with client_of(proxy, "tablet") as tablet:
        assert tablet.post(UPLOADS).status_code == 200
    assert client.get(SETTINGS).status_code == 200
    assert client.post(REPORTS).status_code == 200
    assert client.post(UPLOADS).status_code == 503


def test_lifting_undoes_every_condition(proxy: Proxy, client: httpx.Client) -> None:
    meet(proxy, AnswerCondition("moengage", "reports", 500))
    proxy.lift("phone")
    assert client.post(REPORTS).status_code == 200


@pytest.mark.parametrize(("drop", "told"), [("before", 0), ("after", 1)])
def test_a_dropped_connection_gives_no_answer(
    proxy: Proxy, client: httpx.Client, seen: Seen, drop: str, told: int
) -> None:
    meet(proxy, AnswerCondition("segment", "uploads", drop=drop, times=1))  # type: ignore[arg-type]
    with pytest.raises(NO_ANSWER):
        client.post(UPLOADS, content=BODY)
    proxy.settle()
    assert len(seen.exchanges) == told
    assert [one.status for one in seen.exchanges] == [None] * told
    assert len(seen.notes_of("dropped")) == 1 - told


def test_a_truncated_answer_ends_early(proxy: Proxy, client: httpx.Client) -> None:
    meet(proxy, AnswerCondition("segment", "uploads", drop="truncated"))
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        client.post(UPLOADS, content=BODY)


@pytest.mark.parametrize(
    ("condition", "status", "text"),
    [
        (SettingsCondition(status=500), 500, None),
        (SettingsCondition(body="{"), 200, "{"),
        (SettingsCondition(body={"integrations": {}}), 200, '{"integrations": {}}'),
    ],
)
def test_settings_fail_or_are_another_document(
    proxy: Proxy, client: httpx.Client, condition: SettingsCondition, status: int, text: str | None
) -> None:
    meet(proxy, condition)
    answer = client.get(SETTINGS)
    assert answer.status_code == status
    assert text is None or answer.text == text


def test_a_late_answer_leaves_when_time_is_moved(proxy: Proxy, client: httpx.Client, seen: Seen) -> None:
    meet(proxy, SettingsCondition(after_s=60))
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(client.get(SETTINGS).status_code))
    asking.start()
    await_held(proxy, 1)
    assert len(seen.exchanges) == 1
    proxy.advance(30)
    assert proxy.held("phone") == 1
    proxy.advance(31)
    asking.join(5)
    assert answers == [200]
    await_held(proxy, 0)


def await_held(proxy: Proxy, count: int) -> None:
    deadline = Deadline.after(5)
    while proxy.held("phone") != count:
        assert not deadline.is_over
        pause(0.005)


def test_a_client_that_does_not_trust_us_is_noted(proxy: Proxy, seen: Seen) -> None:
    with client_of(proxy, trust=False) as client, pytest.raises(httpx.ConnectError):
        client.get(SETTINGS)
    deadline = Deadline.after(5)
    while not seen.notes_of("tls_failed"):
        assert not deadline.is_over
        proxy.settle()
    assert "cdn-settings.segment.com" in seen.notes_of("tls_failed")[0].text


def test_a_passed_host_is_tunnelled_undecrypted_and_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tls_proxy, "HOSTS", ("localhost",))
    seen, port, served = Seen(), *a_tls_server(tmp_path)
    hosts = Hosts(passed=("localhost",))
    with open_proxy(tmp_path / "proxy", seen, hosts=hosts) as proxy:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cafile=str(tmp_path / "ca.pem"))
        address = f"http://127.0.0.1:{proxy.ports['phone']}"
        with httpx.Client(proxy=address, verify=context, trust_env=False) as client:
            assert client.get(f"https://localhost:{port}/").text == "itself"
        proxy.settle()
    served.join(5)
    assert [note.text for note in seen.notes_of("passed")] == ["localhost"]
    assert seen.exchanges == []


def a_tls_server(folder: Path) -> tuple[int, threading.Thread]:
    """Answers one request, with a certificate of its own."""
    _, certificate, key = tls_proxy.make_authority(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        plain, _ = listening.accept()
        with context.wrap_socket(plain, server_side=True) as connection, listening:
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nitself")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return listening.getsockname()[1], thread


def test_a_killed_process_is_told_of_at_once_and_every_word_to_it_fails(tmp_path: Path) -> None:
    seen = Seen()
    with open_proxy(tmp_path, seen) as proxy:
        os.kill(proxy.pid, signal.SIGKILL)
        assert seen.has_died.wait(2)
        assert not proxy.is_alive
        with pytest.raises(CaptureError, match="run again"):
            proxy.settle()
    assert "signal 9" in str(seen.deaths[0])


def test_a_word_to_a_device_returns_only_when_it_was_heard(proxy: Proxy, client: httpx.Client) -> None:
    """Else the request that a test makes next could be faster, and meet a healthy back end."""
    condition = AnswerCondition("segment", "uploads", 503)
    telling = threading.Thread(target=meet, args=(proxy, condition))
    os.kill(proxy.pid, signal.SIGSTOP)
    try:
        telling.start()
        telling.join(0.2)
        assert telling.is_alive()
    finally:
        os.kill(proxy.pid, signal.SIGCONT)
    telling.join(5)
    assert client.post(UPLOADS, content=BODY).status_code == 503


def test_a_word_to_a_device_that_is_not_there_is_refused_and_harms_nobody(proxy: Proxy) -> None:
    with pytest.raises(HarnessError, match=r"no device 'watch'\nNext: it has phone, tablet"):
        proxy.lift("watch")
    proxy.settle()


def test_a_listener_that_fails_is_told_of_and_what_follows_is_still_read(tmp_path: Path) -> None:
    seen, taken = Seen(), list[str]()

    def take(exchange: Exchange) -> None:
        taken.append(exchange.path)
        if exchange.path == "/v1/b":
            raise OSError("no space left")

    with Proxy(
        ["phone"], hosts=Hosts(), folder=tmp_path, on_exchange=take, on_note=seen.notes.append, on_death=seen.die
    ) as proxy:
        with client_of(proxy) as client:
            for url in (UPLOADS, UPLOADS, SETTINGS):
                client.get(url)
        proxy.settle()
        assert not proxy.is_alive
    assert taken == ["/v1/b", "/v1/b", "/v1/projects/WRITE-KEY/settings"]
    assert ["no space left" in str(death) for death in seen.deaths] == [True]


def test_a_listener_cannot_wait_for_itself(tmp_path: Path) -> None:
    seen = Seen()
    with Proxy(
        ["phone"], hosts=Hosts(), folder=tmp_path, on_note=seen.notes.append, on_death=seen.die,
        on_exchange=lambda _: proxy.settle(),
    ) as proxy, client_of(proxy) as client:  # fmt: skip
        client.get(SETTINGS)
        assert seen.has_died.wait(5)
    assert "cannot wait for itself" in str(seen.deaths[0])


def test_modules_of_the_folder_that_tests_run_in_are_not_taken_for_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "h2.py").write_text("raise SystemExit('not a library')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    with open_proxy(tmp_path / "proxy", Seen()) as proxy:
        assert proxy.is_alive


def test_closing_leaves_no_process_no_thread_and_no_death(tmp_path: Path) -> None:
    seen = Seen()
    with open_proxy(tmp_path, seen) as proxy:
        pid = proxy.pid
    assert not Path(f"/proc/{pid}").exists()
    assert seen.deaths == []
    assert not [thread for thread in threading.enumerate() if thread.name == "capture-reader" and not thread.daemon]
    assert not list(tmp_path.glob("*.pem"))


ORPHAN = """
import sys, os
from pathlib import Path
from tests.virtual import tls_proxy
from tests.capture.a_proxy import Seen, open_proxy
proxy = open_proxy(Path(sys.argv[1]), Seen())
print(proxy.pid, flush=True)
sys.stdin.read()
"""


def test_the_process_ends_when_the_harness_is_killed(tmp_path: Path) -> None:
    harness = subprocess.Popen(
        [sys.executable, "-c", ORPHAN, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip
    assert harness.stdout is not None
    pid = int(harness.stdout.readline())
    harness.kill()
    harness.communicate()
    deadline = Deadline.after(5)
    while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
        assert not deadline.is_over
        pause(0.02)


def test_a_port_that_somebody_took_is_exchanged_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports = iter([[taken.getsockname()[1]], free_ports(1)])
        monkeypatch.setattr(proxy_module, "free_ports", lambda _: next(ports))
        with open_proxy(tmp_path, Seen()) as proxy:
            assert proxy.ports["phone"] != taken.getsockname()[1]


def test_an_interpreter_without_mitmproxy_is_said_with_the_next_step(tmp_path: Path) -> None:
    bare = tmp_path / "python"
    bare.write_text("#!/bin/sh\necho \"No module named 'mitmproxy'\" >&2\nexit 1\n", encoding="utf-8")
    bare.chmod(0o755)
    with pytest.raises(InfrastructureError, match=r"(?s)No module named 'mitmproxy'.*harness doctor"):
        open_proxy(tmp_path / "proxy", Seen(), python=str(bare))
    with pytest.raises(InfrastructureError, match="cannot be run"):
        open_proxy(tmp_path / "other", Seen(), python=str(tmp_path / "absent"))
    assert not list(tmp_path.glob("*/*.pem"))
