from __future__ import annotations

import pytest

from harness.w3c.contract import contract_of
from harness.w3c.errors import WebDriverError
from harness.w3c.phone import Platform
from harness.w3c.routes import FOR_WEB_PAGES, ROUTES, answer
from harness.w3c.sessions import Session


def refusal(session: Session, verb: str, path: str) -> WebDriverError:
    with pytest.raises(WebDriverError) as refused:
        answer(session, verb, path, {})
    return refused.value


@pytest.mark.parametrize("route", sorted(FOR_WEB_PAGES))
def test_commands_for_web_pages_are_not_implemented(session: Session, route: str) -> None:
    verb, path = route.replace(":e", "7b").replace(":n", "color").split(" ")

    refused = refusal(session, verb, path)

    assert (refused.code, refused.message) == ("unknown method", "Method is not implemented")


def test_no_command_for_web_pages_is_answered() -> None:
    assert not FOR_WEB_PAGES & {f"{verb} {path}" for verb, path in ROUTES}


def test_a_known_path_with_another_method_is_named(session: Session) -> None:
    refused = refusal(session, "DELETE", "/orientation")

    assert refused.code == "unknown method"
    assert refused.message == "/orientation knows GET, POST, not DELETE"


def test_an_unknown_path_is_an_unknown_command(session: Session) -> None:
    refused = refusal(session, "POST", "/appium/compare_images")

    assert refused.code == "unknown command"
    assert refused.message.endswith("POST /appium/compare_images")


def test_a_former_route_of_the_driver_points_to_its_method(session: Session) -> None:
    refused = refusal(session, "POST", "/appium/device/lock")

    assert refused.code == "unsupported operation"
    assert refused.message.startswith(
        "POST /appium/device/lock is not supported here: use the 'mobile:' method of appium-"
    )


def test_every_route_of_the_driver_is_answered_or_refused_by_name(session: Session, platform: Platform) -> None:
    for verb, pattern in contract_of(platform).routes:
        path = pattern.pattern.replace("[^/]+", "7b")
        assert outcome(session, verb, path) != "unknown command", (verb, path)


def outcome(session: Session, verb: str, path: str) -> str:
    try:
        answer(session, verb, path, {})
    except WebDriverError as refused:
        return refused.code
    return "answered"


@pytest.mark.parametrize(
    ("path", "missing"),
    [
        ("/element", ["using", "value"]),
        ("/execute/sync", ["script"]),
        ("/orientation", ["orientation"]),
        ("/actions", ["actions"]),
        ("/se/log", ["type"]),
        ("/context", ["name"]),
        ("/location", ["location"]),
    ],
)
def test_a_command_needs_its_arguments(session: Session, path: str, missing: list[str]) -> None:
    refused = refusal(session, "POST", path)

    assert refused.code == "invalid argument"
    assert all(f'"{name}"' in refused.message.splitlines()[0] for name in missing)


@pytest.mark.parametrize(
    ("path", "body", "text"),
    [
        ("/orientation", {"orientation": 1}, "'orientation' must be a text, not 1"),
        ("/orientation", {"orientation": "up"}, "orientation must be one of PORTRAIT, LANDSCAPE"),
        ("/timeouts", {"implicit": "7"}, "'implicit' must be a number"),
        ("/timeouts", {"implicit": -1}, "'implicit' must not be negative"),
        ("/timeouts", {"patience": 1}, "no timeout is named 'patience'"),
        ("/location", {"location": {"latitude": 1}}, "'longitude' must be a number, not None"),
        ("/actions", {"actions": [{"type": "pen"}]}, "must be pointer, key, wheel or none"),
        ("/appium/settings", {"settings": []}, "'settings' must be an object"),
    ],
)
def test_an_argument_of_a_wrong_kind_is_refused(
    session: Session, path: str, body: dict[str, object], text: str
) -> None:
    with pytest.raises(WebDriverError) as refused:
        answer(session, "POST", path, body)
    assert refused.value.code == "invalid argument"
    assert text in refused.value.message


def test_capabilities_are_read_again(session: Session) -> None:
    assert answer(session, "GET", "", {}) == answer(session, "GET", "/appium/capabilities", {}) == session.capabilities


def test_an_elements_size_is_read_alone(session: Session) -> None:
    (element,) = session.elements.find_one("accessibility id", "track").values()
    rect = answer(session, "GET", f"/element/{element}/rect", {})

    assert answer(session, "GET", f"/element/{element}/size", {}) == {
        "width": rect["width"],
        "height": rect["height"],
    }


def test_commands_are_remembered_with_their_times(session: Session) -> None:
    answer(session, "GET", "/window/rect", {})

    last = session.commands[-1]
    assert last["cmd"] == "getWindowRect"
    assert last["startTime"] <= last["endTime"]


def test_a_long_session_remembers_its_last_commands_only(session: Session) -> None:
    for _ in range(600):
        answer(session, "GET", "/orientation", {})

    assert len(session.commands) == 500
