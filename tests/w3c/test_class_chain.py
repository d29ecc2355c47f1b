from __future__ import annotations

import pytest

from harness.w3c.class_chain import find_by_class_chain
from harness.w3c.errors import WebDriverError
from harness.w3c.phone import Widget
from harness.w3c.screen import Screen, lay_out, measure_screen

WIDGETS = (Widget("a", "button", "A"), Widget("b", "button", "B"), Widget("t", "text", "T"))
RECT = measure_screen("ios", "PORTRAIT")
SCREEN = Screen("ios", RECT, lambda: "app", None, lay_out("ios", RECT, WIDGETS))


@pytest.mark.parametrize(
    ("chain", "found"),
    [
        ("**/XCUIElementTypeButton", ["a", "b"]),
        ("XCUIElementTypeWindow/XCUIElementTypeButton", ["a", "b"]),
        ("XCUIElementTypeWindow/*", ["a", "b", "t"]),
        ("XCUIElementTypeButton", []),
        ("**/XCUIElementTypeButton[1]", ["a"]),
        ("**/XCUIElementTypeButton[-1]", ["b"]),
        ("**/XCUIElementTypeButton[3]", []),
        ("**/XCUIElementTypeButton[-3]", []),
        ("**/XCUIElementTypeButton[`label == 'B'`]", ["b"]),
        ("**/XCUIElementTypeButton[`label != 'X'`][2]", ["b"]),
        ("XCUIElementTypeWindow/**/XCUIElementTypeStaticText", ["t"]),
    ],
)
def test_a_chain_leads_to_elements(chain: str, found: list[str]) -> None:
    assert [node.widget.id for node in find_by_class_chain(SCREEN, None, chain) if node.widget] == found


@pytest.mark.parametrize("chain", ["", "/", "**/", "**", "A//B", "A[`x`", "A[x]", "A[$label == 'A'$]", "A B", "A/"])
def test_what_is_no_chain_is_refused(chain: str) -> None:
    with pytest.raises(WebDriverError, match="is not a valid class chain here") as refused:
        find_by_class_chain(SCREEN, None, chain)
    assert refused.value.code == "invalid selector"


def test_a_bad_predicate_in_a_chain_is_refused() -> None:
    with pytest.raises(WebDriverError, match="is not a valid predicate here"):
        find_by_class_chain(SCREEN, None, "**/XCUIElementTypeButton[`label`]")
