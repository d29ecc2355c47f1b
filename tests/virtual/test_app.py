from __future__ import annotations

import json
from typing import Any

import pytest

from harness.virtual.screen import NoSuchWidgetError
from harness.virtual.sdk.seams import Response
from tests.virtual.stand_ins import APP, Bench

IDENTIFY = {"verb": "identify", "arguments": {"user_id": "u1", "traits": {"plan": "pro"}}}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "identify": {"user_id": "u1", "traits": {"plan": "pro"}, "integrations": {"MoEngage": False}},
    "track": {"name": "Bought", "properties": {"price": 7.5}, "context": {"campaign": "spring"}},
    "screen": {"name": "Home", "category": "Main", "properties": {"tab": 1}},
    "group": {"group_id": "g1", "traits": {"size": 3}},
    "alias": {"user_id": "u2"},
    "reset": {},
    "flush": {},
}


def outcome(bench: Bench) -> dict[str, Any]:
    return dict(json.loads(bench.text("outcome")))


def calls_by_command(bench: Bench, verb: str) -> list[tuple[str, tuple[Any, ...]]]:
    bench.analytics.calls.clear()
    bench.run(json.dumps({"verb": verb, "arguments": ARGUMENTS[verb]}))
    return list(bench.analytics.calls)


def calls_by_form(bench: Bench, verb: str) -> list[tuple[str, tuple[Any, ...]]]:
    bench.analytics.calls.clear()
    for name, value in ARGUMENTS[verb].items():
        bench.phone.set_text(f"{verb}.{name}", value if isinstance(value, str) else json.dumps(value))
    bench.phone.press(verb)
    return list(bench.analytics.calls)


@pytest.mark.parametrize("verb", ARGUMENTS)
def test_form_and_command_cause_equal_calls(android: Bench, verb: str) -> None:
    android.install_and_launch()
    by_command = calls_by_command(android, verb)
    assert len(by_command) == 1
    assert calls_by_form(android, verb) == by_command


def test_arguments_reach_the_sdk_and_what_was_left_out_was_not_given(android: Bench) -> None:
    android.install_and_launch()
    android.analytics.calls.clear()
    for command in [
        IDENTIFY,
        {"verb": "identify", "arguments": {"traits": {}}},
        {"verb": "track", "arguments": {"name": "Bare"}},
        {"verb": "screen", "arguments": {"name": "Home"}},
    ]:
        android.run(json.dumps(command))
    assert android.analytics.calls == [
        ("identify", ("u1", {"plan": "pro"}, None)),
        ("identify", (None, {}, None)),
        ("track", ("Bare", None, None)),
        ("screen", ("Home", None, None)),
    ]


def test_the_label_counts_runs_and_says_the_ids(android: Bench) -> None:
    android.install_and_launch()
    anonymous_id = android.analytics.anonymous_id()
    ready: dict[str, Any] = {"run": 0, "outcome": "ready", "settings": 0, "anonymous_id": anonymous_id, "user_id": None}
    ready |= {"pushes": [], "tokens": 0}
    assert outcome(android) == ready
    android.run(json.dumps(IDENTIFY))
    assert outcome(android) == {**ready, "run": 1, "outcome": "ok", "user_id": "u1"}
    android.phone.press("reset")
    assert outcome(android)["run"] == 2


def test_the_label_counts_the_sdks_settings_checks(android: Bench) -> None:
    android.install_and_launch()
    [watch] = android.analytics.added
    watch.update({"integrations": {}}, True)
    assert (outcome(android)["run"], outcome(android)["settings"]) == (0, 1)
    android.run('{"verb": "flush"}')
    watch.update({"integrations": {}}, False)
    assert (outcome(android)["run"], outcome(android)["outcome"], outcome(android)["settings"]) == (1, "ok", 2)


def test_commands_of_a_start_are_done_in_its_turn_and_count_as_no_run(android: Bench) -> None:
    android.install_and_launch(atStart=json.dumps([IDENTIFY, {"verb": "reset"}]))
    assert android.analytics.names()[:3] == ["identify", "reset", "launched"]
    assert (outcome(android)["run"], outcome(android)["outcome"]) == (0, "ok")
    android.phone.terminate(APP)
    android.phone.activate(APP)
    assert android.analytics.names()[0] == "launched"
    assert outcome(android)["outcome"] == "ready"


def test_a_command_that_cannot_be_done_is_an_error_and_no_defect(android: Bench) -> None:
    android.install_and_launch()
    android.run('{"verb": "fly"}')
    assert outcome(android)["outcome"].startswith("error: unknown verb 'fly'")
    assert outcome(android)["run"] == 1
    assert android.phone.describe()["harness:defects"] == []


def test_an_sdk_that_raises_in_a_verb_shows_and_is_kept_as_a_defect(android: Bench) -> None:
    android.install_and_launch()
    android.analytics.defect = RuntimeError("broken model")
    android.run('{"verb": "reset"}')
    assert outcome(android)["outcome"] == "error: RuntimeError: broken model"
    defects = android.phone.describe()["harness:defects"]
    assert isinstance(defects, list)
    assert len(defects) == 1
    assert defects[0].startswith("a verb: RuntimeError: broken model (stand_ins.py:")
    assert "model defect in a verb" in android.log()


def test_an_sdk_that_raises_in_a_lifecycle_callback_does_not_hide_it_from_the_other(android: Bench) -> None:
    android.install_and_launch()
    android.analytics.defect = RuntimeError("broken model")
    android.phone.background()
    assert android.moengage.told[-1] == "entered_background"
    assert "model defect in entered_background" in android.log()


def test_a_burst_stops_at_the_first_command_that_fails(android: Bench) -> None:
    android.install_and_launch()
    android.analytics.calls.clear()
    android.analytics.defect = RuntimeError("broken model")
    android.run('[{"verb": "reset"}, {"verb": "flush"}]')
    assert android.analytics.names() == ["reset"]


def test_nothing_of_a_burst_is_done_when_a_part_of_it_cannot_be_read(android: Bench) -> None:
    android.install_and_launch()
    android.analytics.calls.clear()
    android.run('[{"verb": "reset"}, {"verb": "fly"}]')
    assert android.analytics.calls == []


def test_the_canary_goes_through_the_apps_own_network(android: Bench) -> None:
    android.install_and_launch()
    android.run('{"verb": "canary", "arguments": {"url": "https://canary.harness.test/token"}}')
    [request] = android.transport.sent
    assert (request.method, request.url) == ("GET", "https://canary.harness.test/token")
    assert request.headers == (("User-Agent", android.process.device.user_agent),)
    android.transport.answer[0](Response(200, {}, b""))
    android.phone.queued()
    assert "app: the canary got Response(status=200" in android.log()


@pytest.mark.parametrize("widget_id", ["command", "outcome", "nothing", "track.name"])
def test_only_buttons_can_be_pressed(android: Bench, widget_id: str) -> None:
    android.install_and_launch()
    with pytest.raises(NoSuchWidgetError, match="no button"):
        android.phone.press(widget_id)


@pytest.mark.parametrize(
    ("verb", "arguments", "call"),
    [
        ("app_status", {"status": "install"}, ("set_app_status", ("INSTALL",))),
        ("app_status", {"status": "update"}, ("set_app_status", ("UPDATE",))),
        ("data_tracking", {"state": "off"}, ("set_data_tracking", (False,))),
        ("moengage_sdk", {"state": "on"}, ("set_sdk_state", (True,))),
        ("delete_user", {}, ("delete_user", ())),
        ("show_in_app", {}, ("show_in_app", ())),
        ("fetch_cards", {}, ("fetch_cards", ())),
    ],
)
def test_what_the_page_has_besides_segment_goes_to_moengage(
    android: Bench, verb: str, arguments: dict[str, Any], call: tuple[str, tuple[Any, ...]]
) -> None:
    android.install_and_launch()
    android.analytics.calls.clear()
    android.do(verb, **arguments)
    assert outcome(android)["outcome"] == "ok"
    assert android.moengage.calls == [call]
    assert android.analytics.calls == []


def test_a_device_token_is_for_segment_alone(ios: Bench) -> None:
    ios.install_and_launch()
    ios.do("device_token", token="any text")
    assert ios.analytics.calls[-1] == ("set_device_token", ("any text",))
    assert ios.moengage.calls == []
    assert outcome(ios)["tokens"] == 0


def test_the_label_tells_of_pushes_and_tokens_as_they_come(android: Bench) -> None:
    android.install_and_launch(pushBy="moengage")
    android.do("register_for_push")
    android.phone.push({"title": "Of another server"})
    assert (outcome(android)["tokens"], outcome(android)["pushes"]) == (1, ["Of another server"])
    assert outcome(android)["run"] == 1


def test_the_label_tells_of_pages_that_moengage_opened(android: Bench) -> None:
    android.install_and_launch()
    assert "pages" not in outcome(android)
    for listener in android.moengage.page_listeners:
        listener("https://www.example.com/sale")
    assert outcome(android)["pages"] == ["https://www.example.com/sale"]
