from __future__ import annotations

from typing import Any

import pytest

from tests.virtual.sdk.fake_network import settings_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import RecordingDestination
from tests.virtual.sdk.swift_app import a_swift_app, next_process


@pytest.mark.parametrize(("value", "reaches"), [(False, 0), ("false", 1), (None, 1), ({}, 1)])
def test_only_a_boolean_keeps_an_event_from_a_destination(
    an_ios_app_process: FakeProcess, value: object, reaches: int
) -> None:
    """segment.md 3.2."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", {"n": 1}, integrations={"MoEngage": value})
    assert len(app.moengage.events) == reaches
    assert app.flushed()[0]["integrations"] == {"MoEngage": value}


def test_segment_itself_cannot_be_kept_out_by_an_event(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.2: the key has a dot, and is taken for a path."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", integrations={"Segment.io": False})
    assert len(app.flushed()) == 1


@pytest.mark.parametrize("entry", [{}, False, {"apiKey": "x"}])
def test_a_destination_is_enabled_by_its_key_whatever_its_value(an_ios_app_process: FakeProcess, entry: object) -> None:
    """segment.md 3.1."""
    an_ios_app_process.network.answers("/settings", settings_answer(MoEngage=entry))
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", {"n": 1})
    assert len(app.moengage.events) == 1


def test_all_false_keeps_nothing_from_a_destination(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.2."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", {"n": 1}, integrations={"All": False})
    assert len(app.moengage.events) == 1


def test_a_destination_added_later_is_told_the_settings_at_once_and_as_initial(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.5."""
    app = a_swift_app(an_ios_app_process)
    late = RecordingDestination("Late")
    app.do("add", late)
    app.analytics.check_settings()
    app.process.run()
    assert [is_initial for _, is_initial in late.updates] == [True, False]


def test_before_the_first_check_nobody_is_told_even_what_is_stored(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.5."""
    app = a_swift_app(an_ios_app_process)
    app.process.network.hold("/settings")
    again = next_process(app)
    assert again.moengage.updates == []


class Spoiler(RecordingDestination):
    """Writes into what it is given."""

    def update(self, settings: Any, is_initial: bool) -> None:
        super().update(settings, is_initial)
        settings["integrations"].clear()

    def track(self, event: Any) -> None:
        event["properties"].clear()


def test_a_destination_has_a_copy_of_its_own(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.3."""
    app = a_swift_app(an_ios_app_process)
    app.do("add", Spoiler())
    last = RecordingDestination()
    app.do("add", last)
    app.do("track", "A", {"n": 1})
    assert last.events[0]["properties"] == {"n": 1}
    assert app.flushed()[0]["properties"] == {"n": 1}


def test_reset_reaches_a_destination_that_is_switched_off(an_ios_app_process: FakeProcess) -> None:
    """moengage.md 3.4."""
    an_ios_app_process.network.answers("/settings", settings_answer(MoEngage=None))
    app = a_swift_app(an_ios_app_process)
    app.do("reset")
    assert app.moengage.others == ["reset"]
