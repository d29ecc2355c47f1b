from __future__ import annotations

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.handset import Handset
from harness.w3c.screen import Node, widget_key
from harness.w3c.touch import go_back, hide_keyboard, is_keyboard_shown, tap, tap_node, type_into, type_with_keyboard
from tests.w3c.a_phone import APP, APhone


@pytest.fixture
def handset(phone: APhone) -> Handset:
    phone.activate(APP)
    return Handset(phone)


def node(handset: Handset, widget_id: str) -> Node:
    found = handset.screen().find(widget_key(widget_id))
    assert found is not None
    return found


def test_a_tap_beside_all_widgets_does_nothing(handset: Handset, phone: APhone) -> None:
    tap(handset, 5, 5)
    tap(handset, 5, handset.screen().rect.height - 1)

    assert phone.presses == []


@pytest.mark.parametrize("widget_id", ["buy", "status"])
def test_what_cannot_be_pressed_ignores_a_tap(handset: Handset, phone: APhone, widget_id: str) -> None:
    tap_node(handset, node(handset, widget_id))

    assert phone.presses == []
    assert not is_keyboard_shown(handset)


def test_typing_appends_or_replaces(handset: Handset, phone: APhone) -> None:
    type_into(handset, node(handset, "user_id"), "a")
    type_into(handset, node(handset, "user_id"), "b")
    assert phone.user == "ab"

    type_into(handset, node(handset, "user_id"), "c", replaces=True)
    assert phone.user == "c"


@pytest.mark.parametrize("widget_id", ["track", "status"])
def test_only_a_field_takes_text(handset: Handset, widget_id: str) -> None:
    with pytest.raises(WebDriverError, match="Cannot set the element to 'x'") as refused:
        type_into(handset, node(handset, widget_id), "x")
    assert refused.value.code == "invalid element state"


def test_the_keyboard_types_into_the_field_with_the_focus(handset: Handset, phone: APhone) -> None:
    tap_node(handset, node(handset, "user_id"))

    type_with_keyboard(handset, "ada")

    assert phone.user == "ada"


def test_without_a_focus_there_is_no_keyboard(handset: Handset) -> None:
    with pytest.raises(WebDriverError, match="The keyboard is not shown"):
        type_with_keyboard(handset, "ada")
    assert hide_keyboard(handset) is False


def test_back_hides_the_keyboard_then_leaves_on_android(handset: Handset, phone: APhone) -> None:
    tap_node(handset, node(handset, "user_id"))

    go_back(handset)
    go_back(handset)

    assert phone.front == (None if phone.platform == "android" else APP)
