"""How each platform's automation describes a node: the attributes of UiAutomator2 and of WebDriverAgent."""

from __future__ import annotations

import json
from collections.abc import Mapping

from harness.w3c.arguments import Json
from harness.w3c.errors import invalid_argument
from harness.w3c.screen import Node, Screen

OTHER_NAMES = {
    "className": "class",
    "contentDescription": "content-desc",
    "name": "content-desc",
    "resourceId": "resource-id",
}
"""UiAutomator2's second names for its attributes."""


def attributes_of(screen: Screen, node: Node) -> dict[str, str]:
    return _android(screen, node) if screen.platform == "android" else _ios(screen, node)


def attribute_of(screen: Screen, node: Node, name: str) -> Json:
    known = attributes_of(screen, node)
    if screen.platform == "android":
        name = OTHER_NAMES.get(name, name)
    if name not in known:
        raise invalid_argument(
            f"'{name}' attribute is unknown for the element. "
            f"Only the following attributes are supported: {json.dumps(sorted(known))}"
        )
    return known[name] if name not in _EMPTY_IS_NONE[screen.platform] else known[name] or None


_EMPTY_IS_NONE: Mapping[str, frozenset[str]] = {
    "android": frozenset({"content-desc", "resource-id"}),
    "ios": frozenset({"name", "label", "value"}),
}


def text_of(node: Node) -> str:
    return node.widget.text if node.widget else ""


def _android(screen: Screen, node: Node) -> dict[str, str]:
    widget, rect = node.widget, node.rect
    is_field = widget is not None and widget.role == "field"
    package, resource_id, description = _android_names(screen, node)
    return {
        "index": "0",
        "package": package,
        "class": node.tag,
        "text": text_of(node),
        "content-desc": description,
        "resource-id": resource_id,
        "checkable": "false",
        "checked": "false",
        "clickable": _word(widget is not None and widget.role != "text"),
        "enabled": _word(is_enabled(node)),
        "focusable": _word(is_field),
        "focused": _word(widget is not None and screen.focus == widget.id),
        "long-clickable": _word(is_field),
        "password": "false",
        "scrollable": "false",
        "selected": "false",
        "bounds": f"[{rect.x},{rect.y}][{rect.x + rect.width},{rect.y + rect.height}]",
        "displayed": "true",
    }


def _android_names(screen: Screen, node: Node) -> tuple[str, str, str]:
    """Package, resource id and description; a window of the system has no descriptions."""
    if node.widget is None:
        return screen.app_id or "", "", ""
    name = node.widget.id
    if ":id/" in name:
        return name.partition(":")[0], name, ""
    return screen.app_id or "", f"{screen.app_id}:id/{name}", name


def _ios(screen: Screen, node: Node) -> dict[str, str]:
    widget, rect = node.widget, node.rect
    is_field = widget is not None and widget.role == "field"
    return {
        "type": node.tag,
        "name": widget.id if widget else _container_name(screen, node),
        "label": "" if is_field else text_of(node),
        "value": "" if widget is not None and widget.role == "button" else text_of(node),
        "enabled": _word(is_enabled(node)),
        "visible": "true",
        "accessible": _word(widget is not None),
        "focused": _word(widget is not None and screen.focus == widget.id),
        "selected": "false",
        "hittable": _word(widget is not None),
        "x": str(rect.x),
        "y": str(rect.y),
        "width": str(rect.width),
        "height": str(rect.height),
        "rect": json.dumps(rect.as_json()),
        "index": "0",
    }


def _container_name(screen: Screen, node: Node) -> str:
    return screen.app_id or "" if node in screen.roots else ""


def is_enabled(node: Node) -> bool:
    return node.widget is None or node.widget.is_enabled


def _word(fact: bool) -> str:
    return "true" if fact else "false"
