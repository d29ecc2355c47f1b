from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.arguments import Arguments
from harness.w3c.errors import WebDriverError
from harness.w3c.routes import answer
from harness.w3c.sessions import Session, Sessions
from tests.w3c.a_phone import APP, APhone


def test_time_is_moved(run: Callable[..., Any], phone: APhone) -> None:
    before = phone.wall()

    run("virtual: advance", seconds=90)

    assert phone.wall() == before + 90


def test_time_does_not_go_back(run: Callable[..., Any]) -> None:
    with pytest.raises(WebDriverError, match="must not be negative"):
        run("virtual: advance", seconds=-1)


def test_time_needs_its_seconds(run: Callable[..., Any]) -> None:
    with pytest.raises(WebDriverError, match=r'missing: \["seconds"\]'):
        run("virtual: advance")


def test_queues_are_counted(run: Callable[..., Any], phone: APhone) -> None:
    phone.press("track")

    assert run("virtual: queued") == {"segment": 1, "moengage": 0}


def test_requests_under_way_are_counted(run: Callable[..., Any], phone: APhone) -> None:
    assert run("virtual: underWay") == 0
    phone.press("track")

    assert run("virtual: underWay") == 1


def test_stored_data_are_read(run: Callable[..., Any], phone: APhone) -> None:
    phone.set_text("user_id", "ada")

    assert run("virtual: stored") == {"preferences": {"user": "ada"}}
    assert run("virtual: stored", appId=APP, bundleId=APP) == {"preferences": {"user": "ada"}}


def test_nothing_is_stored_by_an_app_that_is_not_there(run: Callable[..., Any]) -> None:
    with pytest.raises(WebDriverError, match=r"org\.nobody"):
        run("virtual: stored", appId="org.nobody", bundleId="org.nobody")


def test_without_an_app_in_front_stored_data_need_its_name(session: Session, phone: APhone) -> None:
    other = Sessions([phone]).begin(Arguments({"capabilities": {"alwaysMatch": {"platformName": phone.platform}}}))
    phone.background()

    with pytest.raises(WebDriverError, match="no app is in front"):
        answer(other, "POST", "/execute/sync", {"script": "virtual: stored", "args": [{}]})
    assert answer(session, "POST", "/execute/sync", {"script": "virtual: stored", "args": [{}]})


def test_the_keychain_is_cleared(run: Callable[..., Any], phone: APhone) -> None:
    run("virtual: clearKeychain")

    assert phone.keychain == {}


def test_an_unknown_script_names_the_known_ones(run: Callable[..., Any]) -> None:
    with pytest.raises(WebDriverError, match="there are virtual: advance, virtual: alert, virtual: backUp") as refused:
        run("virtual: fly")
    assert refused.value.code == "unknown method"


def test_a_push_comes_shows_and_is_tapped_or_cleared(run: Callable[..., Any], phone: APhone) -> None:
    for title in "abc":
        run("virtual: push", payload={"title": title})
    assert run("virtual: notifications") == [{"title": "a"}, {"title": "b"}, {"title": "c"}]

    run("virtual: tapNotification", index=0)
    run("virtual: clearNotification")

    assert phone.told == [("tapped", {"title": "a"}), ("cleared", {"title": "c"})]


def test_tokens_are_read_and_rotated(run: Callable[..., Any]) -> None:
    assert run("virtual: pushToken") == "token-1"
    assert run("virtual: rotatePushToken") == "token-2"


@pytest.mark.parametrize(
    ("script", "arguments", "told"),
    [
        ("setLocale", {"locale": "de-DE"}, ("locale", "de-DE", "gregorian")),
        ("setLocale", {"locale": "th-TH", "calendar": "buddhist"}, ("locale", "th-TH", "buddhist")),
        ("setTimeZone", {"timezone": "Europe/Berlin"}, ("timezone", "Europe/Berlin")),
        ("setClock", {"offset": -3600}, ("clock", -3600.0)),
        ("fillStorage", {"isFull": False}, ("full", False)),
        ("backUp", {}, ("backed up",)),
        ("restoreBackup", {}, ("restored",)),
        ("interrupt", {}, ("interrupted",)),
        ("writeStored", {"data": {"preferences": {}}}, ("stored", {"preferences": {}})),
    ],
)
def test_the_phone_is_told(
    run: Callable[..., Any], phone: APhone, script: str, arguments: dict[str, Any], told: tuple[Any, ...]
) -> None:
    run(f"virtual: {script}", **arguments)
    assert phone.told == [told]


@pytest.mark.parametrize(
    ("script", "arguments", "text"),
    [
        ("push", {"payload": "hello"}, "'payload' must be an object, not 'hello'"),
        ("push", {"payload": {"bad": 1}}, "a payload is a flat map of texts"),
        ("push", {}, "payload"),
        ("tapNotification", {"index": 0.5}, "'index' must be a whole number"),
        ("clearNotification", {"index": "first"}, "'index' must be a number"),
        ("setLocale", {"locale": 7}, "'locale' must be a text"),
        ("setTimeZone", {}, "timezone"),
        ("setClock", {"offset": "1"}, "'offset' must be a number"),
        ("setClock", {"offset": -1e12}, "'offset' must leave the clock within a century"),
        ("fillStorage", {"isFull": None}, "'isFull' must be true or false"),
        ("fillStorage", {"isFull": "yes"}, "'isFull' must be true or false"),
        ("writeStored", {"data": []}, "'data' must be an object"),
    ],
)
def test_what_has_the_wrong_form_is_an_invalid_argument(
    run: Callable[..., Any], script: str, arguments: dict[str, Any], text: str
) -> None:
    with pytest.raises(WebDriverError, match=text) as refused:
        run(f"virtual: {script}", **arguments)
    assert refused.value.code == "invalid argument"


@pytest.mark.parametrize("script", ["backUp", "rotatePushToken"])
def test_what_an_app_needs_is_said_without_it(run: Callable[..., Any], phone: APhone, script: str) -> None:
    phone.remove(APP)
    with pytest.raises(WebDriverError, match=APP):
        run(f"virtual: {script}")


def test_a_dialog_is_seen(run: Callable[..., Any], phone: APhone) -> None:
    assert run("virtual: alert") is None
    phone.dialog = "May it?"
    assert run("virtual: alert") == "May it?"


def test_a_rebooted_phone_is_unlocked_and_forgets_what_was_in_its_memory(
    run: Callable[..., Any], session: Session, phone: APhone
) -> None:
    handset = session.handset
    handset.clipboard = b"hello"
    handset.rotate("LANDSCAPE")
    handset.lock()

    run("virtual: reboot")

    assert run("mobile: isLocked") is False
    assert run("mobile: getClipboard") == ""
    assert handset.screen().rect.width < handset.screen().rect.height
    assert phone.app_state(APP) == 1
    handset.unlock()
    assert phone.app_state(APP) == 1, "an app that was behind the lock is not started"


@pytest.mark.parametrize(("is_allowed", "state"), [(True, "granted"), (False, "denied")])
def test_notifications_are_allowed_in_the_settings(
    run: Callable[..., Any], phone: APhone, is_allowed: bool, state: str
) -> None:
    run("virtual: setNotifications", isAllowed=is_allowed, appId=APP, bundleId=APP)
    assert phone.permission == state
