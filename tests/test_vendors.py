"""What a test says of the vendors' back ends reaches the proxy, the ledger, and what settling waits for."""

from __future__ import annotations

import pytest

from harness import config_fetched, containing, event_tracked, expect, tracked
from harness.calls import Note
from harness.reading import read
from harness.rig import Installation, Rig
from tests.a_rig import sheet_for


def test_settings_that_a_test_serves_are_noted_and_those_of_a_healthy_back_end_are_not(
    rig: Rig, request: pytest.FixtureRequest
) -> None:
    with rig.installation(sheet_for(rig, request)) as installation:
        installation.segment.answers_settings(moengage=False)
    recording = read(installation.recording)
    notes = [entry.what for entry in recording.entries if isinstance(entry.what, Note)]
    assert [note.text for note in notes if note.kind == "settings"] == ["MoEngage off"]


def test_settling_waits_for_no_fence_of_a_vendor_that_stays_off(installation: Installation) -> None:
    installation.app.opt_out("data_tracking")
    assert not installation.app.settle().is_proven
    installation.moengage.stays_off()
    assert installation.app.settle().is_proven
    installation.app.opt_in("data_tracking")
    installation.moengage.comes_on()
    installation.app.track("On Again", n=1)
    expect(installation.moengage).to_receive_once(event_tracked("On Again"))


def test_moengages_configuration_has_the_keys_that_a_test_adds(rig: Rig, request: pytest.FixtureRequest) -> None:
    with rig.installation(sheet_for(rig, request, is_launched=False)) as installation:
        installation.moengage.answers_config({"c_s": "allowed"})
        installation.app.launch()
        expect(installation.moengage).to_receive(config_fetched(containing({"c_s": "allowed", "e_b_c": 1})))


def test_settings_can_be_taken_back(rig: Rig, request: pytest.FixtureRequest) -> None:
    with rig.installation(sheet_for(rig, request, is_launched=False)) as installation:
        installation.segment.answers_settings(moengage=False)
        installation.segment.answers_settings()
        installation.app.launch()
        installation.app.track("Both", n=1)
        expect(installation.segment).to_receive(tracked("Both"))
        expect(installation.moengage).to_receive(event_tracked("Both"))


def test_answers_follow_each_other_at_the_endpoint_that_is_named(rig: Rig, request: pytest.FixtureRequest) -> None:
    with rig.installation(sheet_for(rig, request, is_launched=False)) as installation:
        installation.moengage.answers(500, at="config", times=1)
        installation.segment.answers(500, times=1)
        installation.segment.answers(503, times=1)
        installation.app.launch()
        assert expect(installation.moengage).to_receive(config_fetched()).status == 500
        for number in (500, 503, 200):
            installation.app.flush()
            expect(installation.segment).to_receive(tracked("Application Opened", status=number))


def test_requests_that_are_dropped_unread_are_counted_by_endpoint(rig: Rig, request: pytest.FixtureRequest) -> None:
    with rig.installation(sheet_for(rig, request, is_launched=False)) as installation:
        installation.segment.answers_settings(drop="before")
        installation.app.launch()
        tries = installation.segment.unread("settings")
        assert tries == {"android": 2, "ios": 1}[rig.device.platform]
        assert installation.segment.unread("everything") == tries
        assert installation.segment.unread() == installation.moengage.unread("everything") == 0
        installation.moengage.stays_off()
