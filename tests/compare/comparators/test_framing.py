from __future__ import annotations

from typing import Any

import pytest

from tests.compare.a_pair import Tell, both, told
from tests.rules.a_life import Life

UPLOAD = "POST api.segment.io/v1/b"


def framed(*headers: tuple[str, str], **more: Any) -> Tell:
    return lambda life: life.sent(life.message(), request_headers=headers, **more)


PLAIN = framed(("Content-Type", "text/plain"), ("User-Agent", "analytics-kotlin/1.27.0"), ("Content-Length", "5"))


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            framed(("content-type", "text/html"), ("user-agent", "analytics-kotlin/1.27.0"), ("content-length", "5")),
            (f"{UPLOAD} content-type", "text/plain", "text/html"),
        ),
        (
            framed(("content-type", "text/plain"), ("user-agent", "okhttp/4.1"), ("content-length", "5")),
            (f"{UPLOAD} user-agent", "analytics-kotlin/<version>", "okhttp/<version>"),
        ),
        (
            framed(
                ("content-type", "text/plain"),
                ("user-agent", "analytics-kotlin/1.19.2"),
                ("transfer-encoding", "chunked"),
            ),
            (f"{UPLOAD} length", "content-length", "chunked"),
        ),
        (
            framed(
                *[("content-type", "text/plain")] * 2, ("user-agent", "analytics-kotlin/1"), ("content-length", "5")
            ),
            (f"{UPLOAD} content-type", "text/plain", "text/plain, text/plain"),
        ),
    ],
)
def test_a_header_that_decides_how_a_body_is_read_is_compared(other: Tell, said: tuple[str, str, str]) -> None:
    assert told(both(PLAIN, other), "framing")[0] == said


def test_the_version_of_http_is_compared() -> None:
    two = framed(http_version="HTTP/2.0")
    assert told(both(framed(), two), "framing") == [(f"{UPLOAD} http", "HTTP/1.1", "HTTP/2.0")]


def test_names_are_compared_in_any_case_and_releases_are_not() -> None:
    other = framed(("content-type", "text/plain"), ("user-agent", "analytics-kotlin/1.19.2"), ("content-length", "700"))
    assert told(both(PLAIN, other), "framing") == []


def test_an_id_in_a_header_is_there_or_not() -> None:
    def asked(life: Life, *headers: tuple[str, str]) -> None:
        life.asked("https://sdk-01.moengage.com/v2/sdk/report/W", life.report(life.point()), request_headers=headers)

    name, ids = "MOE-REQUEST-ID", ("a" * 40, "b" * 40)
    alike = both(lambda life: asked(life, (name, ids[0])), lambda life: asked(life, (name, ids[1])))
    assert told(alike, "framing") == []
    lacking = both(lambda life: asked(life, (name, ids[0])), lambda life: asked(life))
    assert told(lacking, "framing") == [("POST sdk-01.moengage.com/v2/sdk/report/* moe-request-id", "<id>", "none")]
