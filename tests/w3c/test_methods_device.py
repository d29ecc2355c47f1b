from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.errors import WebDriverError
from tests.w3c.a_phone import APhone

Run = Callable[..., Any]


def test_a_lock_lasts_its_seconds_of_the_phones_time(run: Run, phone: APhone) -> None:
    run("mobile: lock", seconds=10)

    assert phone.advanced == [10]
    assert run("mobile: isLocked") is False


def test_the_time_has_the_asked_format(run: Run) -> None:
    assert run("mobile: getDeviceTime") == "2026-05-28T20:26:40+00:00"
    assert run("mobile: getDeviceTime", format="DD.MM.YYYY") == "28.05.2026"


def test_the_clipboard_takes_base64_only(run: Run) -> None:
    with pytest.raises(WebDriverError, match="'content' must be base64 text"):
        run("mobile: setClipboard", content="hello!")


def test_the_clipboard_knows_the_platforms_kinds(run: Run, phone: APhone) -> None:
    if phone.platform == "ios":
        run("mobile: setClipboard", content="aGk=", contentType="url")
        assert run("mobile: getClipboard", contentType="url") == "aGk="
    with pytest.raises(WebDriverError, match="'sound' is given instead"):
        run("mobile: setClipboard", content="aGk=", contentType="sound")


def test_contexts_have_the_platforms_form(run: Run, phone: APhone) -> None:
    assert run("mobile: getContexts") == (["NATIVE_APP"] if phone.platform == "android" else [{"id": "NATIVE_APP"}])


def test_the_viewport_is_the_screen(run: Run, phone: APhone) -> None:
    width, height = (1080, 2400) if phone.platform == "android" else (390, 844)

    assert run("mobile: viewportRect") == {"left": 0, "top": 0, "width": width, "height": height}
    assert base64.b64decode(run("mobile: viewportScreenshot")).startswith(b"\x89PNG")


def test_ios_tells_more_of_its_battery(run: Run, phone: APhone) -> None:
    assert ("advanced" in run("mobile: batteryInfo")) is (phone.platform == "ios")
