"""Every method of both drivers' contracts: without its arguments, with them, and on the wrong platform."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.arguments import Arguments, Json
from harness.w3c.contract import contract_of
from harness.w3c.errors import WebDriverError
from harness.w3c.phone import Platform
from harness.w3c.routes import answer
from harness.w3c.scripts import METHODS
from harness.w3c.sessions import Session, Sessions
from tests.w3c.a_phone import APP, APhone

PLATFORMS: tuple[Platform, ...] = ("android", "ios")
OTHER: dict[Platform, Platform] = {"android": "ios", "ios": "android"}

ALL = [(platform, name) for platform in PLATFORMS for name in sorted(contract_of(platform).methods)]
WITH_REQUIRED = [(platform, name) for platform, name in ALL if contract_of(platform).methods[name].required]
FOREIGN = [(OTHER[platform], name) for platform, name in ALL if name not in contract_of(OTHER[platform]).methods]

SAMPLES: dict[str, Json] = {
    "access": {"photos": "yes"},
    "app": "sample-2.0.0.app",
    "appId": APP,
    "appPath": "sample-2.0.0.apk",
    "bundleId": APP,
    "content": "aGVsbG8=",
    "keycode": 3,
    "keys": ["a"],
    "latitude": 1.5,
    "longitude": 2.5,
    "name": "home",
    "payload": "aGVsbG8=",
    "percent": 50,
    "permissions": "android.permission.POST_NOTIFICATIONS",
    "remotePath": "/sdcard/a.txt",
    "service": "photos",
    "state": "off",
    "text": "hello",
    "url": "sample://x",
    "x": 10,
    "y": 10,
}
NEEDS_MORE: dict[str, dict[str, Json]] = {
    "mobile: startActivity": {"component": f"{APP}/.MainActivity"},
    "mobile: setConnectivity": {"wifi": False},
    "mobile: clickGesture": {"x": 1, "y": 1},
    "mobile: doubleClickGesture": {"x": 1, "y": 1},
    "mobile: doubleTap": {"x": 1, "y": 1},
    "mobile: pullFolder": {"remotePath": "/sdcard"},
    "mobile: deleteFolder": {"remotePath": "/sdcard"},
    "mobile: alert": {"action": "accept"},
    "mobile: configureLocalization": {"locale": {"name": "de_DE", "calendar": "gregorian"}},
    "mobile: pushNotification": {"payload": {"aps": {"alert": "Hello"}}},
}
REFUSED = {
    "mobile: shell": "Potentially insecure feature 'adb_shell' has not been enabled",
    "mobile: acceptAlert": "modal dialog",
    "mobile: dismissAlert": "modal dialog",
    "mobile: alert": "modal dialog",
}
"""Methods that are answered as the drivers answer them, which here is with an error."""


@pytest.fixture
def begin() -> Callable[[Platform], Session]:
    def begin(platform: Platform) -> Session:
        asked = {"platformName": platform, "appium:appPackage": APP, "appium:bundleId": APP}
        return Sessions([APhone(platform)]).begin(Arguments({"capabilities": {"alwaysMatch": asked}}))

    return begin


def execute(session: Session, script: str, *args: Json) -> Json:
    return answer(session, "POST", "/execute/sync", {"script": script, "args": list(args)})


def sample_arguments(session: Session, platform: Platform, name: str) -> dict[str, Json]:
    samples = {name: SAMPLES.get(name, "1") for name in contract_of(platform).methods[name].required}
    if "elementId" in samples:
        samples["elementId"] = session.elements.find_one("accessibility id", "user_id")
    return samples | NEEDS_MORE.get(name, {})


def test_the_contracts_are_those_of_the_released_drivers() -> None:
    android, ios = contract_of("android"), contract_of("ios")

    assert (android.driver, android.version, len(android.methods)) == ("appium-uiautomator2-driver", "8.7.0", 106)
    assert (ios.driver, ios.version, len(ios.methods)) == ("appium-xcuitest-driver", "12.13.1", 115)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_only_methods_of_the_contract_are_answered(platform: Platform) -> None:
    assert METHODS[platform].keys() <= contract_of(platform).methods.keys()


@pytest.mark.parametrize(("platform", "name"), WITH_REQUIRED)
def test_a_method_needs_its_required_arguments(
    begin: Callable[[Platform], Session], platform: Platform, name: str
) -> None:
    required = contract_of(platform).methods[name].required

    with pytest.raises(WebDriverError) as refused:
        execute(begin(platform), name, {"zzz": 1})

    assert refused.value.code == "invalid argument"
    missing = ",".join(f'"{one}"' for one in required)
    verb = "s are" if len(required) > 1 else " is"
    first, second, *_, last = refused.value.message.splitlines()
    assert first == f"The following required parameter{verb} missing: [{missing}]"
    assert second == f"Known required parameters are: [{missing}]"
    assert last == 'You have provided: ["zzz"]'


@pytest.mark.parametrize(("platform", "name"), WITH_REQUIRED)
def test_each_required_argument_is_missed_by_its_name(
    begin: Callable[[Platform], Session], platform: Platform, name: str
) -> None:
    session = begin(platform)
    given = sample_arguments(session, platform, name)
    for one in contract_of(platform).methods[name].required:
        with pytest.raises(WebDriverError, match="The following required parameter is missing") as refused:
            execute(session, name, {key: value for key, value in given.items() if key != one})
        assert f'missing: ["{one}"]' in refused.value.message


@pytest.mark.parametrize(("platform", "name"), ALL)
def test_a_method_with_its_arguments_works_or_says_that_the_phone_does_not_have_it(
    begin: Callable[[Platform], Session], platform: Platform, name: str
) -> None:
    session = begin(platform)
    session.handset.files.push("/sdcard/a.txt", b"hello")
    session.handset.focus = "user_id"
    given = sample_arguments(session, platform, name) | {"zzz": "an unknown argument"}

    if name in METHODS[platform] and name not in REFUSED:
        execute(session, name, given)
        return
    with pytest.raises(WebDriverError) as refused:
        execute(session, name, given)

    if name in REFUSED:
        assert REFUSED[name] in refused.value.message
    else:
        assert refused.value.code == "unsupported operation"
        assert f"'{name}' is not supported here" in refused.value.message
        assert "the virtual phone does not" in refused.value.message


@pytest.mark.parametrize(("platform", "name"), FOREIGN)
def test_the_other_platforms_method_is_unknown(
    begin: Callable[[Platform], Session], platform: Platform, name: str
) -> None:
    with pytest.raises(WebDriverError) as refused:
        execute(begin(platform), name, {})

    assert refused.value.code == "unknown method"
    assert refused.value.message.startswith(f"Unsupported execute method '{name}'")


def test_a_method_of_both_platforms_is_foreign_to_none() -> None:
    both = contract_of("android").methods.keys() & contract_of("ios").methods.keys()

    assert len(both) == 31
    assert not both & {name for _, name in FOREIGN}


def test_a_close_name_is_suggested(run: Callable[..., Any]) -> None:
    with pytest.raises(WebDriverError, match=r"'mobile: lok', did you mean 'mobile: lock'\?"):
        run("mobile: lok")


@pytest.mark.parametrize("script", ["mobile:isLocked", "mobile:   isLocked", "  mobile: isLocked "])
def test_spaces_around_the_name_do_not_matter(run: Callable[..., Any], script: str) -> None:
    assert run(script) is False


@pytest.mark.parametrize("script", ["return 1", "", "mobil: lock", "harness: lock"])
def test_javascript_is_not_implemented(run: Callable[..., Any], script: str) -> None:
    with pytest.raises(WebDriverError, match=r"^Method is not implemented$") as refused:
        run(script)
    assert refused.value.code == "unknown method"


@pytest.mark.parametrize(
    ("args", "text"),
    [
        ([1, 2], "Expected zero or one arguments to execute script and instead received: [1, 2]"),
        (["x"], "needs to be deserializable as a plain JS object"),
        ("x", 'instead received: "x"'),
    ],
)
def test_a_script_takes_one_object(session: Session, args: Json, text: str) -> None:
    with pytest.raises(WebDriverError) as refused:
        answer(session, "POST", "/execute/sync", {"script": "mobile: lock", "args": args})
    assert refused.value.code == "invalid argument"
    assert text in refused.value.message


@pytest.mark.parametrize("args", [[], [None], [{}]])
def test_a_script_may_have_no_arguments(session: Session, args: Json) -> None:
    assert answer(session, "POST", "/execute/sync", {"script": "mobile: isLocked", "args": args}) is False


def test_element_is_the_old_name_of_element_id(session: Session, phone: APhone) -> None:
    track = session.elements.find_one("accessibility id", "track")
    name, more = ("clickGesture", {}) if phone.platform == "android" else ("tap", {"x": 5, "y": 5})

    execute(session, f"mobile: {name}", {"element": track, **more})

    assert phone.presses == ["track"]
