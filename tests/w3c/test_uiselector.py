from __future__ import annotations

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.uiselector import parse_uiselector

RUN = {
    **{"text": 'Run "now"', "content-desc": "run", "resource-id": "a.b:id/run", "class": "android.widget.Button"},
    **{"enabled": "true", "clickable": "true", "checked": "false"},
}


@pytest.mark.parametrize(
    ("written", "is_true"),
    [
        (r'new UiSelector().text("Run \"now\"")', True),
        ('new UiSelector().text("Run")', False),
        ('new UiSelector().textContains("NOW")', True),
        ('new UiSelector().textStartsWith("run")', True),
        ('new UiSelector().textMatches("R.n.*")', True),
        ('new UiSelector().textMatches("R.n")', False),
        ('UiSelector().description("run");', True),
        ('new UiSelector().descriptionContains("u")', True),
        ('new UiSelector().resourceId("a.b:id/run")', True),
        ('new UiSelector().resourceIdMatches(".*run")', True),
        ('new UiSelector().className("android.widget.Button").enabled(true)', True),
        ('new UiSelector() .className("android.widget.Button") .enabled(false)', False),
        ("new UiSelector().checked(false).clickable(true)", True),
        ("new UiSelector()", True),
    ],
)
def test_a_selector_judges_attributes(written: str, is_true: bool) -> None:
    assert parse_uiselector(written).matches(RUN) is is_true


def test_an_instance_is_a_number() -> None:
    assert parse_uiselector('new UiSelector().text("x").instance(2)').instance == 2
    assert parse_uiselector("new UiSelector()").instance is None


@pytest.mark.parametrize(
    "written",
    [
        "",
        "text",
        'text("Run")',
        "new UiSelector().text(Run)",
        'new UiSelector().text("Run"',
        "new UiSelector().text(true)",
        'new UiSelector().enabled("true")',
        'new UiSelector().color("red")',
        'new UiSelector().textMatches("[")',
        'new UiSelector().textEndsWith("x")',
        r'new UiSelector().text("\q")',
        'new UiScrollable(new UiSelector()).scrollIntoView(new UiSelector().text("x"))',
        'new UiSelector().text("x") and more',
    ],
)
def test_what_is_no_selector_is_refused(written: str) -> None:
    with pytest.raises(WebDriverError, match="Could not parse expression") as refused:
        parse_uiselector(written)
    assert refused.value.code == "invalid selector"
