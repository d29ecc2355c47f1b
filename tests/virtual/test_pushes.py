from __future__ import annotations

import re

import pytest

from harness.virtual.pushes import Tokens, Tray, checked
from harness.virtual.sdk.seams import Draws
from harness.w3c.phone import UnfitInputError
from tests.virtual.stand_ins import APP, CURRENT, Bench, make_bench

FCM = re.compile(r"[\w-]{22}:APA91b[\w-]{134}", re.ASCII)
APNS = re.compile("[0-9a-f]{64}")


def test_a_token_has_its_platforms_form_and_stays_until_it_is_rotated_or_forgotten() -> None:
    android, ios = Tokens("android", Draws("a")), Tokens("ios", Draws("a"))
    seen = [android.current(), android.current(), android.rotate(), android.current()]
    assert all(FCM.fullmatch(one) for one in seen)
    assert seen[0] == seen[1] != seen[2] == seen[3]
    android.forget()
    assert android.current() not in seen
    assert APNS.fullmatch(ios.current())


def test_tokens_are_drawn_from_the_seed() -> None:
    assert Tokens("ios", Draws("a")).current() == Tokens("ios", Draws("a")).current()
    assert Tokens("ios", Draws("a")).current() != Tokens("ios", Draws("b")).current()


def test_what_the_tray_shows_is_a_copy_of_what_came() -> None:
    tray, payload = Tray(), {"aps": {"alert": "A"}}
    tray.add(payload)
    payload["aps"]["alert"] = "changed"
    tray.payloads()[0]["aps"]["alert"] = "changed"
    assert tray.payloads() == [{"aps": {"alert": "A"}}]


@pytest.mark.parametrize("index", [2, -3])
def test_a_notification_that_is_not_there_cannot_be_taken(index: int) -> None:
    tray = Tray()
    tray.add({"title": "A"})
    tray.add({"title": "B"})
    with pytest.raises(UnfitInputError, match=f"there is no notification {index}: 2 are shown"):
        tray.take(index)
    assert tray.take(-1) == {"title": "B"}


@pytest.mark.parametrize("payload", [{}, {"a": 1}, {"a": {"b": "c"}}, {"a": None}])
def test_fcm_takes_a_flat_map_of_texts(payload: dict[str, object]) -> None:
    with pytest.raises(UnfitInputError, match="a flat map of texts"):
        checked("android", payload)


@pytest.mark.parametrize("payload", [{}, {"aps": "hello"}, {"alert": "hello"}])
def test_apns_takes_an_object_with_aps(payload: dict[str, object]) -> None:
    with pytest.raises(UnfitInputError, match='an object with "aps"'):
        checked("ios", payload)


def test_a_process_asks_for_its_token_in_a_turn_of_its_own(android: Bench) -> None:
    android.install_and_launch()
    answers: list[str] = []
    android.process.push.request_token(answers.append)
    assert answers == []
    assert android.phone.push_token() == answers[0]


def test_without_a_network_the_token_comes_when_the_network_is_back(ios: Bench) -> None:
    ios.install_and_launch()
    answers: list[str] = []
    ios.phone.set_connectivity({"airplaneMode": True})
    ios.process.push.request_token(answers.append)
    ios.phone.advance(600)
    assert answers == []
    ios.phone.set_connectivity({"airplaneMode": False})
    ios.phone.queued()
    assert answers == [ios.phone.push_token()]


def test_a_dead_process_gets_no_token(ios: Bench) -> None:
    ios.install_and_launch()
    answers: list[str] = []
    ios.phone.set_connectivity({"airplaneMode": True})
    ios.process.push.request_token(answers.append)
    ios.phone.terminate(APP)
    ios.phone.set_connectivity({"airplaneMode": False})
    ios.phone.advance(10)
    assert answers == []


def test_an_android_app_shows_only_what_it_may(android: Bench) -> None:
    android.install_and_launch()
    assert not android.process.push.is_allowed
    android.process.push.show({"title": "A"})
    assert android.phone.notifications() == []
    assert "the app may not show notifications" in android.log()
    android.phone.set_notification_permission(APP, "granted")
    assert android.process.push.is_allowed
    android.process.push.show({"title": "A"})
    assert android.phone.notifications() == [{"title": "A"}]


def test_new_data_or_a_new_installation_have_another_token_on_android(android: Bench) -> None:
    android.install_and_launch()
    first = android.phone.push_token()
    android.phone.terminate(APP)
    android.phone.install(CURRENT["android"])
    assert android.phone.push_token() == first
    android.phone.clear(APP)
    second = android.phone.push_token()
    android.phone.remove(APP)
    android.phone.install(CURRENT["android"])
    assert len({first, second, android.phone.push_token()}) == 3


def test_an_iphones_token_changes_with_a_new_installation_only(ios: Bench) -> None:
    ios.install_and_launch()
    first = ios.phone.push_token()
    ios.phone.clear(APP)
    assert ios.phone.push_token() == first
    ios.phone.remove(APP)
    ios.phone.install(CURRENT["ios"])
    assert ios.phone.push_token() != first


@pytest.mark.parametrize("act", ["clear", "remove", "reboot"])
def test_the_tray_empties(android: Bench, act: str) -> None:
    android.install_and_launch()
    android.phone.set_notification_permission(APP, "granted")
    android.process.push.show({"title": "A"})
    assert android.phone.notifications() != []
    getattr(android.phone, act)(*([] if act == "reboot" else [APP]))
    assert android.phone.notifications() == []


def test_two_phones_of_one_platform_draw_different_tokens() -> None:
    one, other = make_bench("ios", "seed 0"), make_bench("ios", "seed 1")
    assert one.phone.push_token() != other.phone.push_token()
    one.phone.close()
    other.phone.close()
