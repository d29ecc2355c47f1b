"""An installation per test: its own data, its own calls, its own recording."""

from __future__ import annotations

import json

import pytest

from harness import expect, tracked
from harness.calls import Call, Exchange, Note
from harness.reading import read
from harness.rig import Installation, Rig, Sheet
from tests.a_rig import recorded, sheet_for

FORM = [("track.name", "Typed"), ("track.properties", '{"n": 1}')]


def test_every_installation_is_somebody_else(rig: Rig, request: pytest.FixtureRequest) -> None:
    seen = []
    for number in range(2):
        sheet = Sheet(f"{request.node.nodeid} {number}", sheet_for(rig, request).build)
        with rig.installation(sheet) as installation:
            installation.app.track("Who", n=number)
            call = expect(installation.segment).to_receive_once(tracked("Who"))
            seen.append(call.anonymous_id)
    assert seen[0] != seen[1]


def test_an_inbox_shows_its_own_tests_calls_only(rig: Rig, request: pytest.FixtureRequest) -> None:
    build = sheet_for(rig, request).build
    with rig.installation(Sheet(f"{request.node.nodeid} first", build)) as first:
        first.app.track("First", n=1)
        expect(first.segment).to_receive(tracked("First"))
    with rig.installation(Sheet(f"{request.node.nodeid} second", build)) as second:
        expect(second.segment).not_to_receive(tracked("First"))


def test_conditions_end_with_their_test(rig: Rig, request: pytest.FixtureRequest) -> None:
    build = sheet_for(rig, request).build
    with rig.installation(Sheet(f"{request.node.nodeid} first", build)) as first:
        first.segment.answers(503)
    with rig.installation(Sheet(f"{request.node.nodeid} second", build)) as second:
        second.app.track("Well", n=1)
        assert expect(second.segment).to_receive(tracked("Well")).status == 200


def test_the_form_and_the_command_cause_equal_traffic(installation: Installation) -> None:
    session = installation.device._session  # type: ignore[attr-defined]
    installation.app.track("Typed", n=1)
    by_command = expect(installation.segment).to_receive(tracked("Typed"))
    settled = installation.app.settle()
    assert settled.is_proven

    for field, text in FORM:
        session.type_text(field, text)
    session.press("track")
    installation.ledger.append(Note("harness", installation.device.name, "a person pressed track"))
    installation.app.settle()

    calls = installation.ledger.calls(installation.segment.owner, "segment", kind="track", name="Typed")
    by_form = calls[-1].what
    assert isinstance(by_form, Call)
    assert len(calls) == 2
    moving = ("messageId", "timestamp", "context")
    assert {key: value for key, value in by_form.raw.items() if key not in moving} == {
        key: value for key, value in by_command.raw.items() if key not in moving
    }
    assert len(installation.ledger.calls(installation.segment.owner, "moengage", name="Typed")) == 2


def test_a_recording_holds_what_a_replay_needs(rig: Rig, request: pytest.FixtureRequest) -> None:
    with rig.installation(sheet_for(rig, request)) as installation:
        installation.segment.answers(500, times=1)
        installation.app.track("Kept", n=1)
        expect(installation.segment).to_receive(tracked("Kept"))
    header = json.loads(recorded(installation.recording)[0])
    assert header["seed"] == "tests"
    assert header["build"] == f"virtual-{rig.device.platform}-current"
    assert header["engine"] == "virtual phone"
    assert any("analytics-" in sdk for sdk in header["sdks"])
    recording = read(installation.recording)
    kinds = {type(entry.what).__name__ for entry in recording.entries}
    assert {"Action", "Note", "Exchange", "Call"} <= kinds
    assert "segment uploads: status 500" in installation.recording.read_text(encoding="utf-8")


def test_every_exchange_that_a_vendor_got_is_recorded_once(installation: Installation) -> None:
    installation.app.track("Once", n=1)
    expect(installation.segment).to_receive_once(tracked("Once"))
    entries = installation.ledger.entries(installation.segment.owner)
    seen = [one.what.id for one in entries if isinstance(one.what, Exchange)]
    installation.app.prove_alive()
    written = [line["id"] for line in map(json.loads, recorded(installation.recording)[1:]) if "id" in line]
    assert len(seen) == len(set(seen))
    assert set(seen) <= set(written)


def test_a_healthy_installation_sends_nothing_that_nobody_can_read(installation: Installation) -> None:
    installation.app.identify("ada", plan="pro")
    installation.app.track("Known", n=1)
    expect(installation.segment).to_receive(tracked("Known"))
    assert [str(one) for one in installation.tally.seen] == []
