from __future__ import annotations

import pytest

from harness.w3c.arguments import ELEMENT_KEY
from harness.w3c.elements import Elements
from harness.w3c.errors import WebDriverError
from harness.w3c.handset import Handset
from tests.w3c.a_phone import APP, APhone


@pytest.fixture
def elements(phone: APhone) -> Elements:
    phone.activate(APP)
    return Elements(Handset(phone))


def find(elements: Elements, widget_id: str) -> str:
    return elements.find_one("accessibility id", widget_id)[ELEMENT_KEY]


def test_the_same_widget_has_the_same_id(elements: Elements) -> None:
    assert find(elements, "track") == find(elements, "track")
    assert find(elements, "track") != find(elements, "flush")


def test_an_element_shows_what_its_widget_shows_now(elements: Elements, phone: APhone) -> None:
    user = find(elements, "user_id")
    phone.set_text("user_id", "ada")

    widget = elements.node(user).widget

    assert widget is not None
    assert widget.text == "ada"


def test_an_element_that_is_gone_is_stale_until_it_is_there_again(elements: Elements, phone: APhone) -> None:
    track = find(elements, "track")
    phone.background()
    with pytest.raises(WebDriverError) as refused:
        elements.node(track)
    assert refused.value.code == "stale element reference"

    phone.activate(APP)

    assert elements.node(track).key == "widget track"


def test_an_id_that_was_never_given_is_no_element(elements: Elements) -> None:
    with pytest.raises(WebDriverError, match="No element has the id 'x'") as refused:
        elements.node("x")
    assert refused.value.code == "no such element"


def test_a_search_that_finds_nothing_says_what_was_sought(elements: Elements) -> None:
    with pytest.raises(WebDriverError, match="no element has accessibility id 'nope'"):
        find(elements, "nope")


def test_a_search_within_an_element_stays_in_it(elements: Elements, phone: APhone) -> None:
    window = "android.widget.LinearLayout" if phone.platform == "android" else "XCUIElementTypeWindow"
    container = elements.find_one("class name", window)[ELEMENT_KEY]

    assert elements.find_one("accessibility id", "track", container) == {ELEMENT_KEY: find(elements, "track")}
    assert elements.find_all("accessibility id", "track", find(elements, "status")) == []
