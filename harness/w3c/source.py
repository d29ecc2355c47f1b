"""The screen as XML, as each driver writes it, and XPath over it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping

from harness.w3c.errors import WebDriverError, invalid_selector
from harness.w3c.looks import attributes_of
from harness.w3c.screen import Node, Screen

ROOTS: Mapping[str, str] = {"android": "hierarchy", "ios": "AppiumAUT"}
NOT_IN_SOURCE = {"rect", "hittable", "focused", "selected"}
"""What WebDriverAgent tells as an attribute and leaves out of its page source."""
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Element = ElementTree.Element

_NAME = r"[A-Za-z_][\w.-]*"
_TEXT = r"""(?:'[^']*'|"[^"]*")"""
_POSITION = r"\[(?:[1-9]\d*|last\(\)(?:-\d+)?)\]"
_FILTER = rf"\[(?:{_NAME}|@[\w-]+(?:\s*!?=\s*{_TEXT})?)\]"
_STEP = rf"(?:{_NAME}(?:{_POSITION})?|\*|\.\.?)(?:{_FILTER})*"
XPATH = re.compile(rf"(?://?)?{_STEP}(?://?{_STEP})*")
"""What ElementTree understands and means as XPath does. It finds nothing, instead of refusing, for unions and ``<``,
and counts elements of one class, so that a position means the same behind a class only."""


def write_source(screen: Screen) -> str:
    root, _ = as_xml(screen)
    ElementTree.indent(root)
    return "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n" + ElementTree.tostring(root, encoding="unicode")


def find_by_xpath(screen: Screen, scope: Node | None, xpath: str) -> list[Node]:
    """A subset of XPath: paths, ``*``, ``..``, ``class[n]``, ``class[last()]``, ``[@name='text']`` and ``!=``.

    The rest (functions, ``and``, unions) is refused, never answered with "nothing found".
    """
    if XPATH.fullmatch(xpath) is None:
        raise _refused(xpath)
    root, nodes = as_xml(screen)
    within = next((element for element, node in nodes.items() if node is scope), None)
    start = within if within is not None else _document(root)
    try:
        found = start.findall(f".{xpath}" if xpath.startswith("/") else xpath)
    except (SyntaxError, KeyError) as problem:
        raise _refused(xpath) from problem
    return [nodes[element] for element in found if element in nodes]


def _refused(xpath: str) -> WebDriverError:
    return invalid_selector(
        f"Unable to locate an element with the xpath expression {xpath}: the virtual phone knows paths of "
        "classes with [n] and [last()], *, .., [@name], [@name='text'] and [@name!='text']"
    )


def as_xml(screen: Screen) -> tuple[Element, dict[Element, Node]]:
    root = Element(ROOTS[screen.platform], _root_attributes(screen))
    nodes: dict[Element, Node] = {}
    for node in screen.roots:
        _append(root, node, screen, nodes)
    return root, nodes


def _append(parent: Element, node: Node, screen: Screen, nodes: dict[Element, Node]) -> None:
    described = attributes_of(screen, node)
    if screen.platform == "ios":
        described = {name: value for name, value in described.items() if name not in NOT_IN_SOURCE}
    described["index"] = str(len(parent))
    element = ElementTree.SubElement(parent, node.tag, {key: _printable(value) for key, value in described.items()})
    nodes[element] = node
    for child in node.children:
        _append(element, child, screen, nodes)


def _root_attributes(screen: Screen) -> dict[str, str]:
    if screen.platform == "ios":
        return {}
    rotation = "1" if screen.rect.width > screen.rect.height else "0"
    size = {"width": str(screen.rect.width), "height": str(screen.rect.height)}
    return {"index": "0", "class": "hierarchy", "rotation": rotation, **size}


def _document(root: Element) -> Element:
    """Absolute paths start above the root element."""
    document = Element("document")
    document.append(root)
    return document


def _printable(text: str) -> str:
    """XML 1.0 has no control characters; the drivers replace them too."""
    return UNPRINTABLE.sub("?", text)
