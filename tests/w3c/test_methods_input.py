from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.arguments import ELEMENT_KEY
from harness.w3c.errors import WebDriverError
from harness.w3c.sessions import Session
from tests.w3c.a_phone import APhone

Run = Callable[..., Any]
only_on_android = pytest.mark.parametrize("platform", ["android"], indirect=True)
only_on_ios = pytest.mark.parametrize("platform", ["ios"], indirect=True)


def element(session: Session, widget_id: str) -> dict[str, str]:
    return session.elements.find_one("accessibility id", widget_id)


def place(session: Session, widget_id: str) -> dict[str, int]:
    x, y = session.elements.node(element(session, widget_id)[ELEMENT_KEY]).rect.center
    return {"x": x, "y": y}


def test_a_place_is_pressed(run: Run, session: Session, phone: APhone) -> None:
    method = "clickGesture" if phone.platform == "android" else "tap"

    run(f"mobile: {method}", **place(session, "track"))
    run(f"mobile: {method}", elementId=element(session, "flush")[ELEMENT_KEY], x=3, y=3)

    assert phone.presses == ["track", "flush"]


def test_an_element_is_pressed_twice(run: Run, session: Session, phone: APhone) -> None:
    method = "doubleClickGesture" if phone.platform == "android" else "doubleTap"

    run(f"mobile: {method}", elementId=element(session, "track"))

    assert phone.presses == ["track", "track"]


def test_a_press_needs_a_place(run: Run, phone: APhone) -> None:
    method = "clickGesture" if phone.platform == "android" else "doubleTap"

    with pytest.raises(WebDriverError, match="Either 'elementId' or 'x' and 'y' must be given"):
        run(f"mobile: {method}")


def test_text_is_typed_into_the_field_with_the_focus(run: Run, session: Session, phone: APhone) -> None:
    if phone.platform == "android":
        run("mobile: clickGesture", elementId=element(session, "user_id"))
        run("mobile: type", text="ab")
        run("mobile: replaceElementValue", elementId=element(session, "user_id"), text="c")
        assert phone.user == "c"
    else:
        run("mobile: tap", elementId=element(session, "user_id"), x=1, y=1)
        run("mobile: keys", keys=["a", {"key": "b"}])
        run("mobile: keys", keys=["c"], elementId=element(session, "user_id"))
        assert phone.user == "abc"


@only_on_ios
def test_keys_with_modifiers_are_refused(run: Run) -> None:
    with pytest.raises(WebDriverError, match="an array of keys without modifiers"):
        run("mobile: keys", keys=[{"key": "a", "modifierFlags": 2}])


def test_the_home_button_leaves_the_app(run: Run, phone: APhone) -> None:
    if phone.platform == "android":
        run("mobile: pressKey", keycode=3)
    else:
        run("mobile: pressButton", name="Home")

    assert phone.front is None


@only_on_android
def test_the_back_key_leaves_the_app(run: Run, phone: APhone) -> None:
    run("mobile: pressKey", keycode=4)

    assert phone.front is None


def test_other_keys_are_refused_by_name(run: Run, phone: APhone) -> None:
    if phone.platform == "android":
        with pytest.raises(WebDriverError, match="'mobile: pressKey' with keycode 24 is not supported here"):
            run("mobile: pressKey", keycode=24)
    else:
        with pytest.raises(WebDriverError, match="'mobile: pressButton' with name 'volumeup' is not supported here"):
            run("mobile: pressButton", name="volumeup")


def test_hiding_the_keyboard_is_answered_in_the_platforms_way(run: Run, session: Session, phone: APhone) -> None:
    session.handset.focus = "user_id"

    assert run("mobile: isKeyboardShown") is True
    assert run("mobile: hideKeyboard") is (True if phone.platform == "android" else None)
    assert run("mobile: isKeyboardShown") is False
    assert run("mobile: hideKeyboard") is (False if phone.platform == "android" else None)
