from __future__ import annotations

from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app


def test_requests_have_exactly_these_headers(an_ios_app_process: FakeProcess) -> None:
    """segment.md 1.2, and the version constant that lags (1.1)."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A")
    app.do("flush")
    own = (
        ("Content-Type", "application/json; charset=utf-8"),
        ("User-Agent", "analytics-ios/1.9.4"),
        ("Accept-Encoding", "gzip"),
    )
    assert [request.headers for request in app.process.network.requests] == [own, own]


def test_hosts_are_configured_and_carry_their_path(an_ios_app_process: FakeProcess) -> None:
    """segment.md 1.2: the default settings name no host, so a failed fetch leaves the configured one (1.4)."""
    an_ios_app_process.network.answers("/settings", an_answer(500))
    app = a_swift_app(an_ios_app_process, api_host="eu.example.test/v1", cdn_host="cdn.example.test/v1")
    app.do("track", "A")
    app.do("flush")
    requests = [(request.method, request.url, request.timeout_s) for request in app.process.network.requests]
    assert requests == [
        ("GET", "https://cdn.example.test/v1/projects/wk/settings", 60.0),
        ("POST", "https://eu.example.test/v1/b", 60.0),
    ]
