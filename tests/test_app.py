"""The verbs on both virtual phones, through the real proxy."""

from __future__ import annotations

import pytest

from harness import NOBODY, a_user, event_tracked, expect, identified, screen_viewed, settings_fetched, tracked
from harness.calls import Action, Note
from harness.errors import AppError
from harness.rig import Installation, Rig
from tests.a_rig import sheet_for


def test_a_verb_is_on_the_ledger_before_its_calls_and_its_outcome_after(installation: Installation) -> None:
    entry = installation.app.track("Noted", n=1)
    owner = installation.segment.owner
    later = [one.what for one in installation.ledger.entries(owner) if one.position > entry.position]
    assert entry.what == Action("track", installation.device.name, {"name": "Noted", "properties": {"n": 1}})
    assert any(isinstance(what, Note) and (what.kind, what.text) == ("outcome", "ok") for what in later)


def test_what_is_not_given_is_not_said(installation: Installation) -> None:
    assert installation.app.track("Bare").what.arguments == {"name": "Bare"}  # type: ignore[union-attr]
    assert installation.app.identify(plan="pro").what.arguments == {"traits": {"plan": "pro"}}  # type: ignore[union-attr]


def test_screens_reach_segment(installation: Installation) -> None:
    installation.app.screen("Home", "Main", tab=1)
    expect(installation.segment).to_receive(screen_viewed("Home", category="Main", properties={"tab": 1}))


def test_a_burst_is_made_in_one_turn(installation: Installation) -> None:
    app = installation.app
    with app.at_once():
        for number in range(5):
            app.track(f"Burst {number}", n=number)
    outcomes = [
        one.what for one in installation.ledger.entries(installation.segment.owner)
        if isinstance(one.what, Note) and one.what.kind == "outcome"
    ]  # fmt: skip
    assert len(outcomes) == 1
    for number in range(5):
        expect(installation.segment).to_receive_once(tracked(f"Burst {number}"))


def test_a_verb_that_the_app_refuses_is_an_app_failure(installation: Installation) -> None:
    with pytest.raises(AppError, match="the app refused dance"):
        installation.app._tell("dance")


def test_settling_names_what_is_held_and_which_conditions_were_lifted(installation: Installation) -> None:
    installation.segment.answers(503)
    installation.app.track("Held for a while", n=1)
    settled = installation.app.settle()
    assert settled.is_proven
    assert settled.held == ()
    assert "conditions lifted first: segment uploads: status 503" in settled.text


def test_fences_are_outside_of_every_count(installation: Installation) -> None:
    installation.app.settle()
    expect(installation.moengage).not_to_receive(event_tracked("Harness Fence"))


def test_a_killed_app_is_started_again_for_a_canary(installation: Installation) -> None:
    installation.app.kill()
    installation.app.prove_alive()
    assert installation.device.outcome().run > 0


def test_time_that_passes_releases_answers_and_timers_at_once(rig: Rig, request: pytest.FixtureRequest) -> None:
    with rig.installation(sheet_for(rig, request, is_launched=False)) as installation:
        installation.segment.answers_settings(after_s=10)  # well inside of the 20 s that analytics-kotlin reads for
        installation.app.launch(until_ready=False)
        installation.app.track("Early", n=1)
        assert installation.device.outcome().settings == 0
        installation.app.let_pass(11)
        expect(installation.segment).to_receive_once(tracked("Early"))


def test_an_unflushed_app_sends_by_its_own_timer_only(rig: Rig, request: pytest.FixtureRequest) -> None:
    with rig.installation(sheet_for(rig, request, is_unflushed=True)) as installation:
        track = installation.app.track("By itself", n=1)
        with pytest.raises(AssertionError, match=r"not received within 0\.2 s"):
            expect(installation.segment).after(track).to_receive(tracked("By itself"), within_s=0.2)
        installation.app.let_pass(31)
        expect(installation.segment).to_receive(tracked("By itself"))


def test_an_event_can_be_kept_from_moengage(installation: Installation) -> None:
    installation.app.track_without_moengage("Private", n=1)
    call = expect(installation.segment).to_receive(tracked("Private"))
    assert call.raw["integrations"] == {"MoEngage": False}


def test_a_calls_own_context_is_that_calls_alone(installation: Installation) -> None:
    installation.app.with_context(campaign="spring").track("Own", n=1)
    installation.app.track("Usual", n=2)
    own, usual = (expect(installation.segment).to_receive(tracked(name)).context for name in ("Own", "Usual"))
    assert (own["campaign"], usual.get("campaign")) == ("spring", None)


def test_users_can_be_named_by_id(installation: Installation) -> None:
    ada = a_user()
    installation.app.identify(ada.id)
    expect(installation.segment).to_receive(identified(ada))
    installation.app.reset()
    installation.app.track("Nobody's", n=1)
    expect(installation.segment).to_receive(tracked("Nobody's", user=NOBODY))


def test_verbs_of_a_launch_are_made_before_the_settings_are_there(rig: Rig, request: pytest.FixtureRequest) -> None:
    with rig.installation(sheet_for(rig, request, is_launched=False)) as installation:
        installation.segment.answers_settings(after_s=5)
        with installation.app.at_launch(until_ready=False):
            installation.app.track("In The Turn Of The Start", n=1)
        assert not installation.segment.calls("track", "In The Turn Of The Start", -1)
        installation.app.let_pass(5)
        installation.app.wait_until_ready()
        expect(installation.segment).to_receive_once(tracked("In The Turn Of The Start"))
        installation.app.kill()
        installation.device.open_link("sample://again")
        installation.app.relaunch()
        expect(installation.segment).to_receive_once(tracked("In The Turn Of The Start"))


def test_a_verb_that_the_app_refuses_at_its_start_is_an_app_failure(installation: Installation) -> None:
    with pytest.raises(AppError, match="the app refused dance"), installation.app.at_launch():
        installation.app._tell("dance")


def test_hosts_that_an_app_configures_are_the_vendors_too(rig: Rig, request: pytest.FixtureRequest) -> None:
    own = {"apiHost": "events.harness.test/v1", "cdnHost": "settings.harness.test/v1"}
    with rig.installation(sheet_for(rig, request, is_launched=False, arguments=own)) as installation:
        segment = installation.segment
        segment.answers_settings(change={"integrations": {"Segment.io": {"apiKey": "WRITE-KEY"}}})
        installation.app.launch()
        installation.app.track("At Home", n=1)
        call = expect(segment).to_receive(tracked("At Home"))
        assert segment.exchange_of(call).host == "events.harness.test"
        assert segment.exchange_of(expect(segment).to_receive(settings_fetched())).host == "settings.harness.test"


def test_letting_finish_says_what_is_held(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation.app._proofs, "_ready_s", 0.1)
    installation.app.let_finish()
    installation.segment.answers(503)
    installation.app.track("Kept", n=1)
    with pytest.raises(AppError, match=r"still hold calls .* segment 1"):
        installation.app.let_finish()


def test_another_destination_is_heard_but_for_fences(installation: Installation) -> None:
    app = installation.app
    installation.segment.answers_settings(others={"Sample Other": {}})
    app.relaunch(plugins="moengage,other")
    app.track("For Both", n=1)
    app.settle()
    assert "track For Both" in app.other_destination()
    assert not [one for one in app.other_destination() if "Fence" in one]


def test_a_plugin_that_comes_late_is_told_by_its_name(installation: Installation) -> None:
    installation.app.add_plugin("marking")
    installation.app.track("Marked", n=1)
    expect(installation.segment).to_receive_once(tracked("Marked", properties={"marked_by_the_app": True}))


def test_screens_and_waits_are_verbs(installation: Installation) -> None:
    app = installation.app
    app.open_screen("Details")
    app.close_screen()
    app.pause_events()
    app.track("Waits", n=1)
    app.resume_events()
    expect(installation.segment).to_receive_once(tracked("Waits"))
