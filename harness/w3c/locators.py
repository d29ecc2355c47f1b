"""Which strategies find elements on which platform, as the real drivers have them.

There is no waiting: an implicit wait is accepted and remembered, and a search answers at once. What the app shows
changes only when somebody presses something, and a press returns when the app has handled it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from harness.w3c.class_chain import find_by_class_chain
from harness.w3c.errors import invalid_selector
from harness.w3c.looks import attributes_of
from harness.w3c.phone import Platform
from harness.w3c.predicates import parse_predicate
from harness.w3c.screen import Node, Screen
from harness.w3c.source import find_by_xpath
from harness.w3c.uiselector import parse_uiselector

Strategy = Callable[[Screen, Node | None, str], list[Node]]


def find(screen: Screen, scope: Node | None, using: str, value: str) -> list[Node]:
    """``scope``: only below this node."""
    strategy = STRATEGIES[screen.platform].get(using)
    if strategy is None:
        raise invalid_selector(f"Locator Strategy '{using}' is not supported for this session")
    return strategy(screen, scope, value)


def _within(screen: Screen, scope: Node | None) -> Iterable[Node]:
    return screen.walk() if scope is None else (node for child in scope.children for node in child.walk())


def _by_accessibility_id(screen: Screen, scope: Node | None, value: str) -> list[Node]:
    return [node for node in _within(screen, scope) if node.widget and node.widget.id == value]


def _by_resource_id(screen: Screen, scope: Node | None, value: str) -> list[Node]:
    """``id`` alone means ``package:id/id``, as in UiAutomator2."""
    full = value if ":id/" in value else f"{screen.app_id}:id/{value}"
    return [node for node in _within(screen, scope) if attributes_of(screen, node)["resource-id"] == full]


def _by_name(screen: Screen, scope: Node | None, value: str) -> list[Node]:
    return [node for node in _within(screen, scope) if attributes_of(screen, node)["name"] == value]


def _by_class_name(screen: Screen, scope: Node | None, value: str) -> list[Node]:
    return [node for node in _within(screen, scope) if node.tag == value]


def _by_uiselector(screen: Screen, scope: Node | None, value: str) -> list[Node]:
    selector = parse_uiselector(value)
    found = [node for node in _within(screen, scope) if selector.matches(attributes_of(screen, node))]
    return found if selector.instance is None else found[selector.instance :][:1]


def _by_predicate(screen: Screen, scope: Node | None, value: str) -> list[Node]:
    predicate = parse_predicate(value)
    return [node for node in _within(screen, scope) if predicate(attributes_of(screen, node))]


def _by_css(_screen: Screen, _scope: Node | None, value: str) -> list[Node]:
    raise invalid_selector(f"The css selector '{value}' cannot be used: the virtual phone does not translate CSS")


_BOTH: Mapping[str, Strategy] = {
    "accessibility id": _by_accessibility_id,
    "class name": _by_class_name,
    "xpath": find_by_xpath,
    "css selector": _by_css,
}
STRATEGIES: Mapping[Platform, Mapping[str, Strategy]] = {
    "android": {**_BOTH, "id": _by_resource_id, "-android uiautomator": _by_uiselector},
    "ios": {
        **_BOTH,
        "id": _by_name,
        "name": _by_name,
        "-ios predicate string": _by_predicate,
        "-ios class chain": find_by_class_chain,
    },
}
