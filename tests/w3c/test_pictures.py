from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.w3c.glyphs import GLYPHS, glyph_of
from harness.w3c.phone import Platform, Widget
from harness.w3c.pictures import Canvas, take_picture
from harness.w3c.screen import Rect, Screen, lay_out, measure_screen, widget_key


def decode(png: bytes) -> list[bytes]:
    """The rows of a grey PNG; checks signature, sums and lengths."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    position, chunks = 8, {}
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        kind, content = png[position + 4 : position + 8], png[position + 8 : position + 8 + length]
        (checksum,) = struct.unpack(">I", png[position + 8 + length : position + 12 + length])
        assert checksum == zlib.crc32(kind + content)
        chunks[kind], position = content, position + 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    dots = zlib.decompress(chunks[b"IDAT"])
    assert len(dots) == height * (width + 1)
    return [dots[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]


def a_screen(platform: Platform, *widgets: Widget) -> Screen:
    rect = measure_screen(platform, "PORTRAIT")
    return Screen(platform, rect, lambda: "app", None, lay_out(platform, rect, widgets))


@pytest.mark.parametrize(("platform", "size"), [("android", (360, 800)), ("ios", (390, 844))])
def test_a_picture_has_the_screens_shape(platform: Platform, size: tuple[int, int]) -> None:
    rows = decode(take_picture(a_screen(platform)))

    assert (len(rows[0]), len(rows)) == size
    assert set(b"".join(rows)) == {255}


def test_a_button_is_a_box_with_its_text(platform: Platform) -> None:
    rows = decode(take_picture(a_screen(platform, Widget("run", "button", "Run"))))

    assert {20, 215} <= set(b"".join(rows))


def test_different_texts_look_different(platform: Platform) -> None:
    one, other = (take_picture(a_screen(platform, Widget("w", "text", text))) for text in ("ada", "eve"))

    assert one != other


def test_a_disabled_button_is_faint(platform: Platform) -> None:
    rows = decode(take_picture(a_screen(platform, Widget("buy", "button", "Buy", is_enabled=False))))

    assert 20 not in set(b"".join(rows))


def test_a_part_of_the_screen_is_cut_out(platform: Platform) -> None:
    screen = a_screen(platform, Widget("a", "text", ""), Widget("b", "button", "B"))
    button = screen.find(widget_key("b"))
    assert button is not None
    whole, part = decode(take_picture(screen)), decode(take_picture(screen, button.rect))

    shrink = 3 if platform == "android" else 1
    top = button.rect.y // shrink
    assert part == whole[top : top + len(part)]
    assert len(part) == button.rect.height // shrink


@given(st.text(max_size=300))
def test_any_text_can_be_drawn(text: str) -> None:
    decode(take_picture(a_screen("ios", Widget("w", "button", text))))


@given(st.tuples(*[st.integers(-50, 50)] * 4))
def test_filling_outside_the_canvas_is_harmless(place: tuple[int, int, int, int]) -> None:
    canvas = Canvas(20, 10)
    canvas.fill(*place, 0)

    rows = decode(canvas.as_png())
    shown = Rect(*place)
    for y, row in enumerate(rows):
        for x, dot in enumerate(row):
            assert (dot == 0) == shown.contains(x, y)


def test_every_glyph_has_five_rows_of_three_dots() -> None:
    assert all(len(rows) == 5 and set(rows) <= set("01234567") for rows in GLYPHS.values())


def test_no_two_glyphs_look_the_same() -> None:
    assert len(set(GLYPHS.values())) == len(GLYPHS)


def test_letters_without_a_glyph_are_blocks() -> None:
    assert glyph_of("ж") == "77777"
    assert glyph_of("a") == glyph_of("A")
