"""States of the phone: what they do, and that a test's end undoes them."""

from __future__ import annotations

import pytest

from harness import device_attribute_set, event_tracked, expect, tracked
from harness.calls import Action
from harness.errors import AppError
from harness.rig import Installation, Rig
from tests.a_rig import sheet_for


def test_a_phone_without_radio_sends_nothing_until_it_has_one(installation: Installation) -> None:
    installation.phone.go_offline()
    installation.app.track("Offline", n=1)
    installation.app.flush()
    assert not installation.segment.calls("track", "Offline", -1)
    installation.phone.go_online()
    expect(installation.segment).to_receive_once(tracked("Offline"))


def test_states_are_undone_with_the_test_that_set_them(rig: Rig, request: pytest.FixtureRequest) -> None:
    with rig.installation(sheet_for(rig, request)) as first:
        first.phone.go_offline()
        first.phone.set_locale("de-DE")
        first.phone.set_timezone("Pacific/Auckland")
        first.phone.set_clock(3600)
        first.phone.fill_storage()
        first.phone.ask_permission()
    with rig.installation(sheet_for(rig, request)) as second:
        second.app.track("As Ever", n=1)
        call = expect(second.segment).to_receive(tracked("As Ever"))
        assert (call.context["locale"], call.context["timezone"]) == ("en-US", "Asia/Kolkata")
        expect(second.moengage).to_receive(event_tracked("As Ever"))


def test_states_are_undone_when_the_test_failed(rig: Rig, request: pytest.FixtureRequest) -> None:
    def fail() -> None:
        with rig.installation(sheet_for(rig, request)) as first:
            first.phone.go_offline()
            raise ValueError("the test failed")

    with pytest.raises(ValueError, match="the test failed"):
        fail()
    with rig.installation(sheet_for(rig, request)) as second:
        second.app.track("Back Again", n=1)
        expect(second.segment).to_receive(tracked("Back Again"))


def test_every_state_is_an_action_on_the_ledger(installation: Installation) -> None:
    installation.phone.set_timezone("Europe/Oslo")
    entries = installation.ledger.entries(installation.segment.owner)
    assert Action("set_timezone", installation.device.name, {"timezone": "Europe/Oslo"}) in [
        one.what for one in entries
    ]


def test_a_dialog_lies_over_the_app_until_it_is_answered(installation: Installation) -> None:
    installation.phone.ask_permission()
    with pytest.raises(Exception, match=r"dialog|alert|not on the screen"):
        installation.app.track("Covered", n=1)
    installation.phone.answer_permission(accept=True)
    installation.app.track("Uncovered", n=1)
    expect(installation.segment).to_receive(tracked("Uncovered"))


def test_old_storage_cannot_be_written_under_a_running_app(installation: Installation) -> None:
    with pytest.raises(Exception, match="run"):
        installation.phone.write_stored({"preferences": {"sample": {"a": 1}}})
    installation.app.kill()
    installation.phone.write_stored({"preferences": {"sample": {"a": 1}}})
    assert installation.phone.stored()["preferences"]["sample"]["a"] == 1


def test_a_token_of_the_wrong_form_is_refused_with_the_right_one(installation: Installation) -> None:
    with pytest.raises(AppError, match="token must be"):
        installation.app.register_push_token("not a token")


def test_the_phones_token_is_another_after_a_rotation(installation: Installation) -> None:
    installation.app.register_for_push()
    before = installation.phone.push_token()
    installation.phone.rotate_push_token()
    assert installation.phone.push_token() != before


def test_the_phones_clock_can_be_read_and_moved(installation: Installation) -> None:
    before_s = installation.phone.now_s()
    installation.app.let_pass(7200)
    assert 7190 < installation.phone.now_s() - before_s < 7260


def test_a_turned_phone_still_shows_the_app(installation: Installation) -> None:
    installation.phone.rotate()
    installation.phone.interrupt()
    installation.app.track("Turned", n=1)
    expect(installation.segment).to_receive_once(tracked("Turned"))


def test_notifications_are_allowed_in_the_systems_settings(installation: Installation) -> None:
    installation.app.background()
    installation.phone.set_notifications(are_allowed=True)
    installation.app.foreground()
    expect(installation.moengage).to_receive_once(device_attribute_set("moe_push_opted", True))
