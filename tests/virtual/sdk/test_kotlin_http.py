from __future__ import annotations

import pytest

from harness.virtual.sdk.kotlin_http import Http, telemetry_request, upload_request
from harness.virtual.sdk.kotlin_release import find_release
from harness.virtual.sdk.seams import Answer, NoAnswer
from tests.virtual.sdk.fake_network import RecordingNetwork, an_answer

RELEASE = find_release("1.27.0")
AGENT = ("User-Agent", "analytics-kotlin/1.27.0")
TAIL = (("Content-Type", "text/plain"), ("Accept-Encoding", "gzip"))


def send(*answers: Answer) -> tuple[RecordingNetwork, list[Answer]]:
    network, got = RecordingNetwork(), list[Answer]()
    network.answers("/b", *answers)
    Http(network, RELEASE).send(upload_request("api.segment.io/v1", RELEASE, b"", 0), got.append)
    return network, got


def test_an_upload_is_gzip_as_plain_text_without_authorization() -> None:
    """segment.md 1.2; captured"""
    request = upload_request("api.segment.io/v1", RELEASE, b"body", 0)

    assert (request.method, request.url, request.body) == ("POST", "https://api.segment.io/v1/b", b"body")
    assert request.headers == (AGENT, ("Content-Encoding", "gzip"), *TAIL)


def test_a_retry_says_which_one_it_is() -> None:
    """segment.md 1.2; captured as smart_retry"""
    request = upload_request("api.segment.io/v1", RELEASE, b"", 3)

    assert request.headers == (AGENT, ("Content-Encoding", "gzip"), ("X-Retry-Count", "3"), *TAIL)


def test_telemetry_is_not_compressed() -> None:
    """segment.md 1.5"""
    assert telemetry_request(RELEASE, b"").headers == (AGENT, *TAIL)


@pytest.mark.parametrize("first", [an_answer(408), NoAnswer("connection reset by peer")])
def test_a_408_and_a_dropped_connection_are_tried_again_at_once_and_unseen(first: Answer) -> None:
    """segment.md 4.4; captured as status408 and drop"""
    network, got = send(first, an_answer(200))

    assert len(network.requests) == 2
    assert network.requests[0] == network.requests[1]
    assert [getattr(answer, "status", None) for answer in got] == [200]


def test_it_is_tried_again_once_only() -> None:
    """segment.md 4.4"""
    network, got = send(an_answer(408))

    assert len(network.requests) == 2
    assert len(got) == 1


@pytest.mark.parametrize(
    "first", [an_answer(500), an_answer(429), NoAnswer("timed out"), NoAnswer("certificate not trusted")]
)
def test_nothing_else_is_tried_again(first: Answer) -> None:
    network, got = send(first)

    assert len(network.requests) == 1
    assert got == [first]
