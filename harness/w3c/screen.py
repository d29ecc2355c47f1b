"""The screen as automation sees it: a tree of nodes with places, made anew for every command from the widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from harness.w3c.phone import Platform, Role, Widget

SIZES: Mapping[Platform, tuple[int, int]] = {"android": (1080, 2400), "ios": (390, 844)}
"""Pixels on Android, points on iOS, held upright."""
STATUS_BARS: Mapping[Platform, int] = {"android": 80, "ios": 47}
ROWS: Mapping[Platform, int] = {"android": 130, "ios": 52}
"""Height of a widget, as long as there is room for all of them."""

TAGS: Mapping[Platform, Mapping[Role, str]] = {
    "android": {
        "field": "android.widget.EditText",
        "button": "android.widget.Button",
        "text": "android.widget.TextView",
    },
    "ios": {
        "field": "XCUIElementTypeTextField",
        "button": "XCUIElementTypeButton",
        "text": "XCUIElementTypeStaticText",
    },
}
CONTAINERS: Mapping[Platform, tuple[str, ...]] = {
    "android": ("android.widget.FrameLayout", "android.widget.LinearLayout"),
    "ios": ("XCUIElementTypeApplication", "XCUIElementTypeWindow"),
}


@dataclass(frozen=True)
class Rect:
    x: int
    y: int
    width: int
    height: int

    @property
    def center(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height

    def as_json(self) -> dict[str, int]:
        return {"x": self.x, "y": self.y, "width": self.width, "height": self.height}


@dataclass(frozen=True)
class Node:
    """``key`` finds the same node again on a later screen; a container has no widget."""

    key: str
    tag: str
    rect: Rect
    widget: Widget | None = None
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Screen:
    """``roots`` is empty when nothing is to be seen: no app in front, or the phone locked."""

    platform: Platform
    rect: Rect
    ask_app_id: Callable[[], str | None] = lambda: None
    focus: str | None = None
    """The widget id of the field that has the keyboard."""
    roots: tuple[Node, ...] = ()

    @cached_property
    def app_id(self) -> str | None:
        """Asked for when it is needed: it costs a turn of the phone's loop, and most commands do without."""
        return self.ask_app_id()

    def walk(self) -> Iterator[Node]:
        for root in self.roots:
            yield from root.walk()

    def find(self, key: str) -> Node | None:
        return next((node for node in self.walk() if node.key == key), None)

    def at(self, x: float, y: float) -> Node | None:
        """The widget under a finger."""
        return next((node for node in self.walk() if node.widget and node.rect.contains(x, y)), None)


def measure_screen(platform: Platform, orientation: str) -> Rect:
    width, height = SIZES[platform]
    return Rect(0, 0, height, width) if orientation == "LANDSCAPE" else Rect(0, 0, width, height)


def widget_key(widget_id: str) -> str:
    return f"widget {widget_id}"


def lay_out(platform: Platform, rect: Rect, widgets: Sequence[Widget]) -> tuple[Node, ...]:
    """Rows from the top, inside the platform's usual containers."""
    top = STATUS_BARS[platform]
    row = min(ROWS[platform], max(1, (rect.height - top) // max(1, len(widgets))))
    nodes = tuple(
        Node(
            key=widget_key(widget.id),
            tag=TAGS[platform][widget.role],
            rect=Rect(0, top + index * row, rect.width, row),
            widget=widget,
        )
        for index, widget in enumerate(widgets)
    )
    for tag in reversed(CONTAINERS[platform]):
        nodes = (Node(key=f"container {tag}", tag=tag, rect=rect, children=nodes),)
    return nodes
