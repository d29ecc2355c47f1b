from __future__ import annotations

from itertools import pairwise

import pytest

from harness.w3c.phone import Platform, Widget
from harness.w3c.screen import Rect, Screen, lay_out, measure_screen, widget_key


def shown(platform: Platform, count: int) -> Screen:
    rect = measure_screen(platform, "PORTRAIT")
    widgets = [Widget(f"w{number}", "button", "") for number in range(count)]
    return Screen(platform, rect, lambda: "app", None, lay_out(platform, rect, widgets))


@pytest.mark.parametrize("count", [0, 1, 5, 40, 200])
def test_every_widget_has_a_place_of_its_own_on_the_screen(platform: Platform, count: int) -> None:
    screen = shown(platform, count)
    places = [node.rect for node in screen.walk() if node.widget]

    assert len(places) == count
    for above, below in pairwise(places):
        assert above.y + above.height == below.y
    assert all(place.height > 0 and place.y + place.height <= screen.rect.height for place in places)


def test_a_finger_finds_the_widget_under_it(platform: Platform) -> None:
    screen = shown(platform, 5)
    third = screen.find(widget_key("w2"))

    assert third is not None
    assert screen.at(*third.rect.center) is third
    assert screen.at(third.rect.x, third.rect.y + third.rect.height) is screen.find(widget_key("w3"))
    assert screen.at(0, 0) is None
    assert screen.at(-1, third.rect.y) is None


def test_a_turned_phone_has_a_turned_screen(platform: Platform) -> None:
    upright, turned = measure_screen(platform, "PORTRAIT"), measure_screen(platform, "LANDSCAPE")

    assert (upright.width, upright.height) == (turned.height, turned.width)


def test_an_empty_screen_has_nothing_on_it() -> None:
    screen = Screen("ios", Rect(0, 0, 10, 10))

    assert list(screen.walk()) == []
    assert screen.find(widget_key("x")) is None
