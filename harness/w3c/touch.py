"""What fingers and keyboards do to the app in front."""

from __future__ import annotations

from harness.w3c.errors import invalid_element_state
from harness.w3c.handset import Handset
from harness.w3c.phone import Widget
from harness.w3c.screen import Node


def tap(handset: Handset, x: float, y: float) -> None:
    """Somewhere on the screen; where there is no widget nothing happens."""
    node = handset.screen().at(x, y)
    if node is not None:
        tap_node(handset, node)


def tap_node(handset: Handset, node: Node) -> None:
    """A field takes the keyboard, an enabled button is pressed, everything else ignores it."""
    widget = node.widget
    if widget is None or not widget.is_enabled:
        return
    if widget.role == "field":
        handset.focus = widget.id
    elif widget.role == "button":
        handset.phone.press(widget.id)


def type_into(handset: Handset, node: Node, text: str, *, replaces: bool = False) -> None:
    """Behind what the field holds, or instead of it."""
    widget = _field(node, text)
    handset.focus = widget.id
    handset.phone.set_text(widget.id, text if replaces else widget.text + text)


def type_with_keyboard(handset: Handset, text: str) -> None:
    """Into the field that has the keyboard."""
    screen = handset.screen()
    focused = next((node for node in screen.walk() if node.widget and node.widget.id == screen.focus), None)
    if focused is None:
        raise invalid_element_state("The keyboard is not shown: no field has the focus")
    type_into(handset, focused, text)


def _field(node: Node, text: str) -> Widget:
    if node.widget is None or node.widget.role != "field" or not node.widget.is_enabled:
        raise invalid_element_state(
            f"Cannot set the element to '{text}'. Did you interact with the correct element? It is a {node.tag}"
        )
    return node.widget


def hide_keyboard(handset: Handset) -> bool:
    """Says whether it was shown."""
    was_shown = is_keyboard_shown(handset)
    handset.focus = None
    return was_shown


def is_keyboard_shown(handset: Handset) -> bool:
    return handset.screen().focus is not None


def go_back(handset: Handset) -> None:
    """Android's key closes the keyboard, then leaves the app. iOS has none: without a navigation bar WebDriver's
    command does nothing there, as in appium-xcuitest-driver. A dialog that asks for a permission stays."""
    if handset.platform == "android" and handset.phone.alert() is None and not hide_keyboard(handset):
        handset.go_home()
