from __future__ import annotations

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.handset import Handset
from tests.w3c.a_phone import APP, APhone


@pytest.fixture
def handset(phone: APhone) -> Handset:
    phone.activate(APP)
    return Handset(phone)


def test_without_an_app_in_front_the_screen_is_empty(handset: Handset, phone: APhone) -> None:
    phone.background()

    assert handset.screen().roots == ()
    assert handset.screen().app_id is None


def test_behind_the_lock_nothing_is_seen(handset: Handset) -> None:
    handset.lock()

    assert handset.is_locked
    assert handset.screen().roots == ()


def test_unlocking_brings_the_app_back(handset: Handset, phone: APhone) -> None:
    handset.lock()
    handset.lock()
    handset.unlock()

    assert not handset.is_locked
    assert phone.front == APP


def test_an_app_that_ended_behind_the_lock_stays_ended(handset: Handset, phone: APhone) -> None:
    handset.lock()
    phone.terminate(APP)
    handset.unlock()

    assert phone.app_state(APP) == 1


def test_a_lock_for_some_seconds_moves_the_phones_clock(handset: Handset, phone: APhone) -> None:
    handset.lock(30)

    assert phone.advanced == [30]
    assert not handset.is_locked
    assert phone.front == APP


def test_leaving_for_zero_seconds_comes_back_at_once(handset: Handset, phone: APhone) -> None:
    handset.leave_for(0)

    assert (phone.advanced, phone.front) == ([0], APP)


def test_leaving_without_an_app_in_front_brings_none_back(handset: Handset, phone: APhone) -> None:
    phone.background()

    handset.leave_for(5)

    assert (phone.advanced, phone.front) == ([], None)


def test_only_a_field_that_is_shown_has_the_focus(handset: Handset, phone: APhone) -> None:
    handset.focus = "user_id"
    assert handset.screen().focus == "user_id"

    handset.focus = "track"
    assert handset.screen().focus is None

    handset.focus = "user_id"
    handset.go_home()
    phone.activate(APP)
    assert handset.screen().focus is None


def test_there_are_two_orientations(handset: Handset) -> None:
    handset.rotate("landscape")

    assert handset.orientation == "LANDSCAPE"
    with pytest.raises(WebDriverError, match="orientation must be one of"):
        handset.rotate("SIDEWAYS")


@pytest.mark.parametrize(
    ("level", "is_plugged_in", "android", "ios"), [(1.0, True, 5, 3), (0.5, True, 2, 2), (0.5, False, 3, 1)]
)
def test_the_battery_has_the_platforms_numbers(
    handset: Handset, level: float, is_plugged_in: bool, android: int, ios: int
) -> None:
    handset.battery, handset.is_plugged_in = level, is_plugged_in

    assert handset.battery_info() == {"level": level, "state": android if handset.platform == "android" else ios}


def test_the_phone_is_told_that_it_turned_once_per_turn(handset: Handset, phone: APhone) -> None:
    handset.rotate("LANDSCAPE")
    handset.rotate("landscape")
    assert phone.told == [("rotated",)]
