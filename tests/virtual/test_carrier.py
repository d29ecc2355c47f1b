from __future__ import annotations

import gzip
import queue
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harness.clock import Deadline, pause
from harness.errors import ConfigurationError
from harness.virtual.carrier import Carrier
from harness.virtual.sdk.seams import Answer, NoAnswer, Request, Response
from tests.virtual.tls_proxy import Replying, TlsProxy, make_authority

UPLOAD = Request(
    "POST",
    "https://api.segment.io/v1/b",
    (("User-Agent", "analytics-kotlin/1.27.0"), ("X-Twice", "a"), ("X-Twice", "b"), ("X-Name", "Zoë")),
    b"body",
)


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[TlsProxy]:
    proxy = TlsProxy(tmp_path)
    yield proxy
    proxy.close()


@pytest.fixture
def carrier(proxy: TlsProxy) -> Iterator[Carrier]:
    carrier = Carrier(proxy.url, proxy.ca_file)
    yield carrier
    carrier.close()


def fetch(carrier: Carrier, request: Request) -> Answer:
    answers: queue.Queue[Answer] = queue.Queue()
    carrier.send(request, answers.put)
    return answers.get(timeout=5)


def await_true(is_so: Callable[[], bool]) -> bool:
    deadline = Deadline.after(3)
    while not is_so() and not deadline.is_over:
        pause(0.005)
    return is_so()


@pytest.mark.parametrize(("speaks_http2", "protocol"), [(True, "HTTP/2"), (False, "HTTP/1.1")])
def test_a_request_goes_out_with_exactly_its_headers(
    carrier: Carrier, proxy: TlsProxy, speaks_http2: bool, protocol: str
) -> None:
    answer = fetch(carrier, replace(UPLOAD, speaks_http2=speaks_http2))
    assert answer == Response(200, answer.headers, b'{"success":true}')  # type: ignore[union-attr]
    [seen] = proxy.seen
    added = [] if speaks_http2 else [("host", "api.segment.io")]
    assert [(name.lower(), value) for name, value in seen.headers] == [
        *added,
        ("user-agent", "analytics-kotlin/1.27.0"),
        ("x-twice", "a"),
        ("x-twice", "b"),
        ("x-name", "Zoë"),
        ("content-length", "4"),
    ]
    assert (seen.method, seen.target, seen.body, seen.protocol) == ("POST", "/v1/b", b"body", protocol)


def test_a_get_without_headers_has_none_but_its_host(carrier: Carrier, proxy: TlsProxy) -> None:
    fetch(carrier, Request("GET", "https://cdn-settings.segment.com/v1/projects/wk/settings", speaks_http2=False))
    assert proxy.seen[0].headers == (("Host", "cdn-settings.segment.com"),)


@pytest.mark.parametrize("speaks_http2", [True, False])
def test_connections_are_kept_for_the_next_request(carrier: Carrier, proxy: TlsProxy, speaks_http2: bool) -> None:
    for _ in range(3):
        fetch(carrier, replace(UPLOAD, speaks_http2=speaks_http2))
    assert {seen.connection for seen in proxy.seen} == {1}


def test_http_2_is_offered_first_as_phones_do(carrier: Carrier, proxy: TlsProxy) -> None:
    fetch(carrier, UPLOAD)
    fetch(carrier, replace(UPLOAD, speaks_http2=False))
    both, one = proxy.hellos
    assert b"\x02h2\x08http/1.1" in both
    assert b"\x08http/1.1" in one
    assert b"\x02h2" not in one


def test_an_answers_headers_are_in_lower_case_and_its_body_decoded(carrier: Carrier, proxy: TlsProxy) -> None:
    proxy.reply = lambda _: Replying(429, (("Retry-After", "7"), ("Content-Encoding", "gzip")), gzip.compress(b"slow"))
    answer = fetch(carrier, UPLOAD)
    assert isinstance(answer, Response)
    assert (answer.status, answer.headers["retry-after"], answer.body) == (429, "7", b"slow")


def test_a_redirect_is_an_answer_like_any_other(carrier: Carrier, proxy: TlsProxy) -> None:
    proxy.reply = lambda _: Replying(302, (("Location", "https://api.segment.io/other"),), b"")
    answer = fetch(carrier, UPLOAD)
    assert isinstance(answer, Response)
    assert (answer.status, answer.headers["location"], len(proxy.seen)) == (302, "https://api.segment.io/other", 1)


def test_an_untrusted_authority_is_no_answer(proxy: TlsProxy, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other_ca, _, _ = make_authority(tmp_path / "other")
    carrier = Carrier(proxy.url, other_ca)
    answer = fetch(carrier, UPLOAD)
    carrier.close()
    assert isinstance(answer, NoAnswer)
    assert answer.reason.startswith("the certificate is not trusted")
    assert proxy.seen == []


def test_a_host_that_the_certificate_does_not_name_is_no_answer(carrier: Carrier) -> None:
    answer = fetch(carrier, Request("GET", "https://elsewhere.test/"))
    assert isinstance(answer, NoAnswer)
    assert "not trusted" in answer.reason


def test_a_proxy_that_refuses_is_no_answer(carrier: Carrier, proxy: TlsProxy) -> None:
    proxy.refuses = True
    answer = fetch(carrier, UPLOAD)
    assert isinstance(answer, NoAnswer)
    assert answer.reason.startswith("the proxy refused the connection")


def test_a_proxy_that_is_gone_is_no_answer(carrier: Carrier, proxy: TlsProxy) -> None:
    proxy.close()
    answer = fetch(carrier, UPLOAD)
    assert isinstance(answer, NoAnswer)
    assert answer.reason.startswith("the connection was refused")


@pytest.mark.parametrize("url", ["https://https://api.segment.io/v1/b", "https:///v1/b", "no url", "https://a b/"])
def test_a_url_that_is_none_is_no_answer(carrier: Carrier, url: str) -> None:
    assert isinstance(fetch(carrier, replace(UPLOAD, url=url)), NoAnswer)


@pytest.mark.parametrize("speaks_http2", [True, False])
def test_a_request_given_up_closes_its_connection(carrier: Carrier, proxy: TlsProxy, speaks_http2: bool) -> None:
    answers: list[Answer] = []
    held = replace(UPLOAD, url="https://api.segment.io/held", speaks_http2=speaks_http2)
    give_up = carrier.send(held, answers.append)
    assert await_true(lambda: len(proxy.seen) == 1)
    give_up()
    assert await_true(lambda: 1 in proxy.closed)
    assert answers == []
    assert isinstance(fetch(carrier, replace(UPLOAD, speaks_http2=speaks_http2)), Response)


def test_a_request_given_up_leaves_the_others_alone(carrier: Carrier, proxy: TlsProxy) -> None:
    answers: queue.Queue[Answer] = queue.Queue()
    held = replace(UPLOAD, url="https://api.segment.io/held", speaks_http2=False)
    give_up = carrier.send(held, answers.put)
    carrier.send(held, answers.put)
    assert await_true(lambda: len(proxy.seen) == 2)
    give_up()
    proxy.release.set()
    assert isinstance(answers.get(timeout=3), Response)


def test_a_held_request_holds_no_other_one_up(carrier: Carrier) -> None:
    for _ in range(40):
        carrier.send(replace(UPLOAD, url="https://api.segment.io/held"), lambda _answer: None)
    assert isinstance(fetch(carrier, UPLOAD), Response)


def test_closing_gives_everything_up(carrier: Carrier, proxy: TlsProxy) -> None:
    carrier.send(replace(UPLOAD, url="https://api.segment.io/held"), lambda _answer: None)
    assert await_true(lambda: len(proxy.seen) == 1)
    carrier.close()
    assert await_true(lambda: 1 in proxy.closed)


def test_a_file_that_holds_no_certificates_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing")
    for file in (empty, tmp_path / "missing.pem"):
        with pytest.raises(ConfigurationError, match=r"no file of certificates"):
            Carrier("http://127.0.0.1:1", file)
