from __future__ import annotations

import pytest

from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app


@pytest.mark.parametrize(
    ("link", "properties"),
    [
        ("sample://page/7", {"url": "sample://page/7"}),
        ("https://x.example/7", {"title": "", "url": "https://x.example/7"}),
    ],
)
def test_a_universal_link_has_a_title(an_ios_app_process: FakeProcess, link: str, properties: dict[str, str]) -> None:
    """segment.md 6"""
    app = a_swift_app(an_ios_app_process)
    app.do("opened_link", link)

    event = app.flushed()[0]
    assert (event["event"], event["properties"]) == ("Deep Link Opened", properties)
    assert event["context"]["referrer"] == {"url": link}


def test_a_link_is_the_referrer_until_reset(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.4"""
    app = a_swift_app(an_ios_app_process)
    app.do("opened_link", "sample://a")
    app.do("track", "With")
    app.do("reset")
    app.do("track", "Without")

    assert ["referrer" in event["context"] for event in app.flushed()] == [True, True, False]


def test_the_oldest_release_loses_the_url(an_ios_app_process: FakeProcess) -> None:
    """analytics-swift #358"""
    app = a_swift_app(an_ios_app_process, "1.5.11")
    app.do("opened_link", "sample://a")

    assert app.flushed()[0]["properties"] == {}


def test_an_app_that_hands_no_links_on_says_nothing(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process, tracks_deep_links=False)
    app.do("opened_link", "sample://a")

    assert app.flushed() == []
