from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.routes import answer
from harness.w3c.sessions import Session
from tests.w3c.a_phone import APhone

Run = Callable[..., Any]
TEXT = "May it show notifications?"
only_on_android = pytest.mark.parametrize("platform", ["android"], indirect=True)
only_on_ios = pytest.mark.parametrize("platform", ["ios"], indirect=True)


@pytest.fixture
def dialog(phone: APhone) -> APhone:
    phone.dialog = TEXT
    return phone


@pytest.mark.parametrize(("verb", "path"), [("POST", "accept"), ("POST", "dismiss"), ("GET", "text"), ("POST", "text")])
def test_without_a_dialog_there_is_no_such_alert(session: Session, verb: str, path: str) -> None:
    body = {"text": "hello"} if (verb, path) == ("POST", "text") else {}
    with pytest.raises(WebDriverError, match="modal dialog when one was not open") as refused:
        answer(session, verb, f"/alert/{path}", body)
    assert (refused.value.code, refused.value.status) == ("no such alert", 404)


def test_a_dialog_is_read_and_answered_by_route(session: Session, dialog: APhone) -> None:
    assert answer(session, "GET", "/alert/text", {}) == TEXT
    answer(session, "POST", "/alert/dismiss", {})
    assert dialog.permission == "denied"


@pytest.mark.usefixtures("dialog")
def test_it_has_no_field(session: Session) -> None:
    with pytest.raises(WebDriverError, match="has no field to type into"):
        answer(session, "POST", "/alert/text", {"text": "hello"})


@only_on_android
@pytest.mark.parametrize(
    ("script", "label", "permission"),
    [
        ("acceptAlert", "", "granted"),
        ("dismissAlert", "", "denied"),
        ("acceptAlert", "Don't allow", "denied"),
        ("dismissAlert", "Allow", "granted"),
    ],
)
def test_android_answers_by_its_methods(run: Run, dialog: APhone, script: str, label: str, permission: str) -> None:
    run(f"mobile: {script}", **({"buttonLabel": label} if label else {}))
    assert dialog.permission == permission


@only_on_ios
def test_ios_answers_by_its_method(run: Run, dialog: APhone) -> None:
    assert run("mobile: alert", action="getButtons") == ["Don’t Allow", "Allow"]  # noqa: RUF001 (Apple's letter)
    assert dialog.dialog == TEXT
    run("mobile: alert", action="accept")
    assert dialog.permission == "granted"


@only_on_ios
def test_an_unknown_way_to_treat_an_alert_is_refused(run: Run) -> None:
    with pytest.raises(WebDriverError, match="should be one of accept, dismiss, getButtons"):
        run("mobile: alert", action="shout")
    with pytest.raises(WebDriverError, match="modal dialog when one was not open"):
        run("mobile: alert", action="getButtons")


def test_a_button_that_is_not_there_is_not_pressed(run: Run, dialog: APhone) -> None:
    script = "mobile: acceptAlert" if dialog.platform == "android" else "mobile: alert"
    with pytest.raises(WebDriverError, match=r"no button 'Maybe'\. It has .*Allow"):
        run(script, action="accept", buttonLabel="Maybe")
    assert dialog.dialog == TEXT


def click(session: Session, element: dict[str, str]) -> None:
    answer(session, "POST", f"/element/{next(iter(element.values()))}/click", {})


@only_on_android
def test_androids_dialog_hides_what_is_below_it(session: Session, phone: APhone) -> None:
    track = session.elements.find_one("accessibility id", "track")
    phone.dialog = TEXT
    with pytest.raises(WebDriverError, match="no element has accessibility id 'track'"):
        session.elements.find_one("accessibility id", "track")
    with pytest.raises(WebDriverError, match="behind the system's dialog: May it show") as refused:
        click(session, track)
    assert refused.value.code == "stale element reference"


@only_on_ios
def test_below_a_dialog_of_ios_nothing_can_be_pressed(session: Session, dialog: APhone) -> None:
    track = session.elements.find_one("accessibility id", "track")
    with pytest.raises(WebDriverError, match="A modal dialog was open, blocking this operation: May it") as refused:
        click(session, track)
    assert refused.value.code == "unexpected alert open"
    assert dialog.presses == []


@only_on_android
def test_the_back_key_leaves_a_dialog_where_it_is(session: Session, dialog: APhone) -> None:
    answer(session, "POST", "/back", {})
    assert dialog.dialog == TEXT
    assert dialog.front is not None
