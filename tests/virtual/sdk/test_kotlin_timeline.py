from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from harness.virtual.sdk.kotlin_timeline import is_switched_off
from tests.virtual.sdk.fake_network import an_answer, settings_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import KotlinApp, RecordingDestination, launch


class ThrowingDestination(RecordingDestination):
    def fail(self, event: Mapping[str, Any]) -> None:
        raise RuntimeError(f"no {event['type']} today")

    track = identify = fail


def refresh(app: KotlinApp) -> None:
    """Eleven seconds in the background."""
    app.do("entered_foreground")
    app.do("entered_background")
    app.process.advance(11)
    app.do("entered_foreground")


@pytest.mark.parametrize("entry", [{"apiKey": "W"}, {}, False, None, "text"])
def test_a_key_in_the_settings_enables_a_destination_whatever_its_value(a_process: FakeProcess, entry: object) -> None:
    """segment.md 3.1"""
    a_process.network.answers("/settings", an_answer(200, {"integrations": {"MoEngage": entry}}))
    app = launch(a_process)
    app.do("track", "T")

    assert [event["event"] for event in app.moengage.events] == ["T"]


def test_a_destination_that_is_not_in_the_settings_gets_update_and_reset_but_no_events(a_process: FakeProcess) -> None:
    """segment.md 3.6; moedest.md 2"""
    a_process.network.answers("/settings", settings_answer(MoEngage=None))
    app = launch(a_process)
    app.do("track", "T")
    app.do("reset")

    assert app.moengage.events == []
    assert len(app.moengage.updates) == 1
    assert "reset" in app.moengage.others
    assert [event["_metadata"] for event in app.sent()] == [{"bundled": [], "unbundled": [], "bundledIds": []}]


def test_without_segment_in_the_settings_nothing_new_is_queued(a_process: FakeProcess) -> None:
    """segment.md 3.1"""
    a_process.network.answers("/settings", settings_answer(**{"Segment.io": None}))
    app = launch(a_process)
    app.do("track", "T")

    assert app.analytics.queued() == 0
    assert [event["event"] for event in app.moengage.events] == ["T"]


def test_update_is_initial_once_and_then_refresh(a_process: FakeProcess) -> None:
    """segment.md 3.5"""
    app = launch(a_process)
    refresh(app)

    assert [is_initial for _, is_initial in app.moengage.updates] == [True, False]


def test_a_refresh_can_switch_a_destination_off_and_on(a_process: FakeProcess) -> None:
    """segment.md 3.1; captured as toggle_off"""
    app = launch(a_process)
    a_process.network.answers("/settings", settings_answer(MoEngage=None), settings_answer())
    refresh(app)
    app.do("track", "Off")
    refresh(app)
    app.do("track", "On")

    assert [event["event"] for event in app.moengage.events] == ["On"]
    assert [event["_metadata"]["bundled"] for event in app.sent()] == [[], ["MoEngage"]]


def test_a_destination_that_comes_late_is_told_but_gets_nothing_again(a_process: FakeProcess) -> None:
    """segment.md 3.5"""
    app = launch(a_process)
    app.do("track", "Before")
    late = RecordingDestination("Late")
    app.do("add", late)
    app.do("track", "After")

    assert [is_initial for _, is_initial in late.updates] == [True]
    assert late.events == []  # its key is not in the settings
    assert [event["event"] for event in app.moengage.events] == ["Before", "After"]


def test_a_destination_sees_no_metadata_and_cannot_change_what_others_get(a_process: FakeProcess) -> None:
    """segment.md 3.3, 3.6"""
    app = launch(a_process)
    app.do("track", "T", {"list": [1]})
    (event,) = app.moengage.events
    event["properties"]["list"].append(2)

    assert event["_metadata"] == {"bundled": [], "unbundled": [], "bundledIds": []}
    (sent,) = app.sent()
    assert sent["properties"] == {"list": [1]}


def test_what_a_destination_throws_is_caught_and_said(a_process: FakeProcess) -> None:
    """segment.md 3.3; moedest.md 5"""
    app = launch(a_process, destination=ThrowingDestination())
    app.do("track", "T")

    assert [event["event"] for event in app.sent()] == ["T"]
    assert any("no track today" in line for line in a_process.lines)


@pytest.mark.parametrize(("wish", "is_off"), [(False, True), ("false", True), ("FALSE", True), (0, False), ({}, False)])
def test_an_event_can_switch_a_destination_off(wish: object, is_off: bool) -> None:
    """segment.md 3.2"""
    assert is_switched_off({"integrations": {"MoEngage": wish}}, "MoEngage") is is_off


def test_all_false_switches_nobody_off() -> None:
    """segment.md 3.2"""
    assert not is_switched_off({"integrations": {"All": False}}, "MoEngage")


def test_the_opt_out_of_one_event_is_on_the_wire(a_process: FakeProcess) -> None:
    """segment.md 3.2"""
    app = launch(a_process)
    app.do("track", "T", {"x": 1}, {"MoEngage": False})
    app.do("identify", "u1", None, {"MoEngage": False})
    app.do("alias", "u2", {"MoEngage": False})

    assert app.moengage.events == []
    assert [event["integrations"] for event in app.sent()] == [{"MoEngage": False}] * 3
    assert app.uploaded()[0]["_metadata"]["bundled"] == ["MoEngage"]


def test_segment_false_stops_the_upload_alone(a_process: FakeProcess) -> None:
    """segment.md 3.2"""
    app = launch(a_process)
    app.do("track", "T", None, {"Segment.io": False})

    assert app.sent() == []
    assert [event["event"] for event in app.moengage.events] == ["T"]


def test_flush_is_passed_on_to_every_destination(a_process: FakeProcess) -> None:
    """segment.md 4.1"""
    app = launch(a_process)
    before = app.moengage.others.count("flush")
    app.do("flush")

    assert app.moengage.others.count("flush") == before + 1
