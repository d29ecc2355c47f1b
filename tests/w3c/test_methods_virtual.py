from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.arguments import Arguments
from harness.w3c.errors import WebDriverError
from harness.w3c.routes import answer
from harness.w3c.sessions import Session, Sessions
from tests.w3c.a_phone import APP, APhone


def test_time_is_moved(run: Callable[..., Any], phone: APhone) -> None:
    before = phone.wall()

    run("virtual: advance", seconds=90)

    assert phone.wall() == before + 90


def test_time_does_not_go_back(run: Callable[..., Any]) -> None:
    with pytest.raises(WebDriverError, match="must not be negative"):
        run("virtual: advance", seconds=-1)


def test_time_needs_its_seconds(run: Callable[..., Any]) -> None:
    with pytest.raises(WebDriverError, match=r'missing: \["seconds"\]'):
        run("virtual: advance")


def test_queues_are_counted(run: Callable[..., Any], phone: APhone) -> None:
    phone.press("track")

    assert run("virtual: queued") == {"segment": 1, "moengage": 0}


def test_stored_data_are_read(run: Callable[..., Any], phone: APhone) -> None:
    phone.set_text("user_id", "ada")

    assert run("virtual: stored") == {"preferences": {"user": "ada"}}
    assert run("virtual: stored", appId=APP, bundleId=APP) == {"preferences": {"user": "ada"}}


def test_nothing_is_stored_by_an_app_that_is_not_there(run: Callable[..., Any]) -> None:
    with pytest.raises(WebDriverError, match=r"org\.nobody"):
        run("virtual: stored", appId="org.nobody", bundleId="org.nobody")


def test_without_an_app_in_front_stored_data_need_its_name(session: Session, phone: APhone) -> None:
    other = Sessions([phone]).begin(Arguments({"capabilities": {"alwaysMatch": {"platformName": phone.platform}}}))
    phone.background()

    with pytest.raises(WebDriverError, match="no app is in front"):
        answer(other, "POST", "/execute/sync", {"script": "virtual: stored", "args": [{}]})
    assert answer(session, "POST", "/execute/sync", {"script": "virtual: stored", "args": [{}]})


def test_the_keychain_is_cleared(run: Callable[..., Any], phone: APhone) -> None:
    run("virtual: clearKeychain")

    assert phone.keychain == {}


def test_an_unknown_script_names_the_known_ones(run: Callable[..., Any]) -> None:
    with pytest.raises(WebDriverError, match="there are virtual: advance, virtual: clearKeychain") as refused:
        run("virtual: fly")
    assert refused.value.code == "unknown method"
