"""``mobile:`` methods that touch and type. Scrolling, swiping and pinching are not among them: nothing scrolls."""

from __future__ import annotations

from harness.w3c.arguments import Arguments, Json, wrong_kind
from harness.w3c.errors import invalid_argument, not_on_a_virtual_phone
from harness.w3c.method import Methods
from harness.w3c.screen import Node
from harness.w3c.sessions import Session
from harness.w3c.touch import (
    go_back,
    hide_keyboard,
    is_keyboard_shown,
    tap,
    tap_node,
    type_into,
    type_with_keyboard,
)

HOME_KEY, BACK_KEY = 3, 4


def press_at(session: Session, arguments: Arguments) -> None:
    """An element, a place in it, or a place on the screen."""
    node = _element(session, arguments)
    if not arguments.has("x") and not arguments.has("y"):
        if node is None:
            raise invalid_argument("Either 'elementId' or 'x' and 'y' must be given")
        return tap_node(session.handset, node)
    left, top = (node.rect.x, node.rect.y) if node else (0, 0)
    return tap(session.handset, left + arguments.number("x"), top + arguments.number("y"))


def press_twice(session: Session, arguments: Arguments) -> None:
    press_at(session, arguments)
    press_at(session, arguments)


def _element(session: Session, arguments: Arguments) -> Node | None:
    return session.elements.node(arguments.element_id()) if arguments.has("elementId") else None


def hide(session: Session, _arguments: Arguments) -> Json:
    was_shown = hide_keyboard(session.handset)
    return was_shown if session.platform == "android" else None


def is_shown(session: Session, _arguments: Arguments) -> Json:
    return is_keyboard_shown(session.handset)


def type_text(session: Session, arguments: Arguments) -> Json:
    type_with_keyboard(session.handset, arguments.text("text"))
    return True


def type_keys(session: Session, arguments: Arguments) -> None:
    """``["a", {"key": "b"}]``, without modifiers."""
    keys = [_key(key) for key in arguments.items("keys")]
    node = _element(session, arguments)
    if node is None:
        type_with_keyboard(session.handset, "".join(keys))
    else:
        type_into(session.handset, node, "".join(keys))


def _key(key: Json) -> str:
    if isinstance(key, dict) and not key.get("modifierFlags"):
        key = key.get("key")
    if not isinstance(key, str):
        raise wrong_kind("keys", "an array of keys without modifiers", key)
    return key


def replace_value(session: Session, arguments: Arguments) -> None:
    node = session.elements.node(arguments.element_id())
    type_into(session.handset, node, arguments.text("text"), replaces=True)


def press_key(session: Session, arguments: Arguments) -> None:
    keycode = arguments.number("keycode")
    if keycode == HOME_KEY:
        session.handset.go_home()
    elif keycode == BACK_KEY:
        go_back(session.handset)
    else:
        known = f"it has {HOME_KEY} (home) and {BACK_KEY} (back)"
        raise not_on_a_virtual_phone(f"'mobile: pressKey' with keycode {keycode:g}", known)


def press_button(session: Session, arguments: Arguments) -> None:
    if arguments.text("name").lower() != "home":
        raise not_on_a_virtual_phone(f"'mobile: pressButton' with name {arguments.text('name')!r}", "it has home")
    session.handset.go_home()


COMMON: Methods = {"mobile: hideKeyboard": hide, "mobile: isKeyboardShown": is_shown}
ANDROID: Methods = {
    "mobile: clickGesture": press_at,
    "mobile: doubleClickGesture": press_twice,
    "mobile: pressKey": press_key,
    "mobile: replaceElementValue": replace_value,
    "mobile: type": type_text,
}
IOS: Methods = {
    "mobile: doubleTap": press_twice,
    "mobile: keys": type_keys,
    "mobile: pressButton": press_button,
    "mobile: tap": press_at,
}
