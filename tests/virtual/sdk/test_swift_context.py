from __future__ import annotations

from dataclasses import replace

from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import SwiftApp, a_swift_app, next_process


def networks(app: SwiftApp) -> list[tuple[bool, bool]]:
    """Wi-Fi and cellular, as events told them."""
    found = [event["context"]["network"] for event in app.flushed()]
    return [(network["wifi"], network["cellular"]) for network in found]


def test_the_context_is_that_of_an_iphone(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.4, 2.5: no density, points, no traits."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A")
    (event,) = app.flushed()
    context = event["context"]
    assert set(context) == {
        "library", "instanceId", "app", "device", "os", "screen", "locale", "timezone", "network", "userAgent"
    }  # fmt: skip
    assert context["library"] == {"name": "analytics-swift", "version": "1.9.4"}
    assert set(context["screen"]) == {"width", "height"}
    assert context["device"]["id"] == "A1B2C3D4-0000-4000-8000-000000000001"
    assert context["network"]["bluetooth"] is False


def test_a_calls_own_context_wins_and_stays_with_the_call(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.2, 3.3: the closure runs after the context's plugin."""
    app = a_swift_app(an_ios_app_process)
    app.do("group", "g", context={"locale": "own", "campaign": {"name": "spring"}})
    app.do("screen", "Usual")
    own, usual = (event["context"] for event in app.flushed())
    assert (own["locale"], own["campaign"]) == ("own", {"name": "spring"})
    assert usual["locale"] != "own"
    assert "campaign" not in usual


def test_a_link_is_an_event_and_the_referrer_of_later_ones_until_reset(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.4, 6."""
    app = a_swift_app(an_ios_app_process)
    app.do("opened_link", "sample://x")
    app.do("track", "After")
    app.do("reset")
    app.do("track", "Later")
    link, after, later = app.flushed()
    assert (link["event"], link["properties"]) == ("Deep Link Opened", {"url": "sample://x"})
    assert after["context"]["referrer"] == {"url": "sample://x"}
    assert "referrer" not in later["context"]


def test_the_token_is_in_events_processed_after_the_call_and_ends_with_the_process(
    an_ios_app_process: FakeProcess,
) -> None:
    """segment.md 7: held events get it when they go on."""
    an_ios_app_process.network.hold("/settings")
    app = a_swift_app(an_ios_app_process)
    app.do("track", "Held")
    app.do("set_device_token", "0a1b")
    app.process.network.release("/settings")
    app.process.run()
    assert app.flushed()[0]["context"]["device"]["token"] == "0a1b"
    again = next_process(app)
    again.do("track", "Later")
    assert "token" not in again.flushed()[-1]["context"]["device"]


def test_the_first_event_knows_no_network_and_later_ones_that_of_the_last_look(
    an_ios_app_process: FakeProcess,
) -> None:
    """segment.md 2.4: polled every 300 s."""
    app = a_swift_app(an_ios_app_process, flush_at=101)
    for _ in range(2):
        app.do("track", "A")
    app.process.device.has_wifi = False
    app.do("track", "Before the next look")
    app.process.advance(300)
    app.do("track", "After it")
    app.do("flush")
    assert networks(app) == [(False, False), (True, False), (True, False), (False, True)]


def test_links_can_be_switched_off(an_ios_app_process: FakeProcess) -> None:
    """segment.md 6: the app alone hands links on."""
    app = a_swift_app(an_ios_app_process, tracks_deep_links=False)
    app.do("opened_link", "sample://x")
    assert app.flushed() == []


def test_an_app_without_a_display_name_is_called_by_its_bundles(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.4"""
    an_ios_app_process.app = replace(an_ios_app_process.app, name="", bundle_name="SampleApp")
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A")
    assert app.flushed()[-1]["context"]["app"]["name"] == "SampleApp"
