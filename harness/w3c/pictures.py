"""Screenshots: widgets as boxes with their texts, as a PNG in grey."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from harness.w3c.glyphs import HEIGHT, WIDTH, glyph_of
from harness.w3c.looks import is_enabled
from harness.w3c.phone import Platform
from harness.w3c.screen import Node, Rect, Screen

SHRINK: Mapping[Platform, int] = {"android": 3, "ios": 1}
"""Pixels or points of the phone per pixel of the picture."""
DOT = 2
"""Pixels per dot of the typeface."""
PAPER, INK, FAINT = 255, 20, 160
FILL = {"field": 245, "button": 215, "text": PAPER}


def take_picture(screen: Screen, part: Rect | None = None) -> bytes:
    """Of the whole screen, or of a ``part`` of it."""
    part = part or screen.rect
    shrink = SHRINK[screen.platform]
    canvas = Canvas(max(1, part.width // shrink), max(1, part.height // shrink))
    for node in screen.walk():
        if node.widget is not None:
            _draw(canvas, node, part, shrink)
    return canvas.as_png()


def _draw(canvas: Canvas, node: Node, part: Rect, shrink: int) -> None:
    assert node.widget is not None
    left, top = (node.rect.x - part.x) // shrink, (node.rect.y - part.y) // shrink
    width, height = node.rect.width // shrink, node.rect.height // shrink
    ink = INK if is_enabled(node) else FAINT
    if node.widget.role != "text":
        canvas.fill(left + 2, top + 2, width - 4, height - 4, ink)
    canvas.fill(left + 3, top + 3, width - 6, height - 6, FILL[node.widget.role])
    words = node.widget.text or node.widget.id
    canvas.write(left + 8, top + (height - HEIGHT * DOT) // 2, words, ink if node.widget.text else FAINT)


class Canvas:
    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._rows = [bytearray([PAPER]) * width for _ in range(height)]

    def fill(self, left: int, top: int, width: int, height: int, shade: int) -> None:
        first, last = max(0, left), min(self._width, left + width)
        if last > first:
            for row in self._rows[max(0, top) : max(0, top + height)]:
                row[first:last] = bytes([shade]) * (last - first)

    def write(self, left: int, top: int, text: str, shade: int) -> None:
        """As much of the text as there is room for."""
        for letter in text:
            if left + WIDTH * DOT > self._width:
                return
            for line, dots in enumerate(glyph_of(letter)):
                for column in range(WIDTH):
                    if int(dots) & (4 >> column):
                        self.fill(left + column * DOT, top + line * DOT, DOT, DOT, shade)
            left += (WIDTH + 1) * DOT

    def as_png(self) -> bytes:
        size = struct.pack(">IIBBBBB", self._width, len(self._rows), 8, 0, 0, 0, 0)
        dots = zlib.compress(b"".join(b"\0" + row for row in self._rows), 1)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", size) + _chunk(b"IDAT", dots) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
