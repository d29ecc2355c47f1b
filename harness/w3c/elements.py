"""The elements that a session has been told of, by the ids it was given for them."""

from __future__ import annotations

import uuid

from harness.w3c.arguments import ELEMENT_KEY
from harness.w3c.errors import WebDriverError, no_such_element, stale_element
from harness.w3c.handset import Handset
from harness.w3c.locators import find
from harness.w3c.screen import Node, Screen


class Elements:
    """The same widget has the same id for the whole session, as long as it is on the screen."""

    def __init__(self, handset: Handset) -> None:
        self._handset = handset
        self._keys: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def find_all(self, using: str, value: str, within: str = "") -> list[dict[str, str]]:
        screen = self._handset.screen()
        scope = self._node_on(screen, within) if within else None
        return [self._refer_to(node) for node in find(screen, scope, using, value)]

    def find_one(self, using: str, value: str, within: str = "") -> dict[str, str]:
        found = self.find_all(using, value, within)
        if not found:
            raise no_such_element(
                "An element could not be located on the page using the given search parameters: "
                f"no element has {using} {value!r}"
            )
        return found[0]

    def active(self) -> dict[str, str]:
        screen = self._handset.screen()
        for node in screen.walk():
            if node.widget is not None and node.widget.id == screen.focus:
                return self._refer_to(node)
        raise no_such_element("No element has the focus")

    def node(self, element_id: str) -> Node:
        """Where the element is now."""
        return self._node_on(self._handset.screen(), element_id)

    def _node_on(self, screen: Screen, element_id: str) -> Node:
        key = self._keys.get(element_id)
        if key is None:
            raise no_such_element(f"No element has the id '{element_id}' in this session")
        node = screen.find(key)
        if node is None:
            raise self._hidden()
        return node

    def _hidden(self) -> WebDriverError:
        if (dialog := self._handset.phone.alert()) is None:
            return stale_element()
        return stale_element(f"The element is behind the system's dialog: {dialog}")

    def _refer_to(self, node: Node) -> dict[str, str]:
        element_id = self._ids.setdefault(node.key, str(uuid.uuid4()))
        self._keys[element_id] = node.key
        return {ELEMENT_KEY: element_id}
