from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.seams import Process, Request, Response
from harness.w3c.phone import AppNotFoundError, AppNotInstalledError
from tests.virtual.stand_ins import APP, CURRENT, PREVIOUS, Bench, make_bench

LAUNCH = ["launched", "entered_foreground"]


# apps


def test_a_new_phone_has_no_app(android: Bench) -> None:
    assert android.phone.app_state(APP) == 0
    assert not android.phone.is_installed(APP)
    assert android.phone.foreground_app() is None
    assert android.phone.widgets() == ()
    assert android.phone.remove(APP) is False
    assert android.phone.terminate(APP) is False


@pytest.mark.parametrize("act", ["clear", "activate", "app_version", "stored"])
def test_an_app_that_is_not_installed_is_named(android: Bench, act: str) -> None:
    with pytest.raises(AppNotInstalledError, match=APP):
        getattr(android.phone, act)(APP)
    android.install_and_launch()
    with pytest.raises(AppNotInstalledError, match=r"com\.other"):
        getattr(android.phone, act)("com.other")


@pytest.mark.parametrize("path", ["virtual-android-current", "/builds/virtual-android-current.apk"])
def test_a_build_is_installed_by_its_name_or_a_file_named_so(android: Bench, path: str) -> None:
    android.phone.install(path)
    assert android.phone.app_version(APP) == "2.0"
    assert android.phone.app_state(APP) == 1


@pytest.mark.parametrize("path", ["virtual-ios-current", "nothing.apk", "", "/virtual-android-current/other.apk"])
def test_a_build_that_this_phone_cannot_run_is_not_found(android: Bench, path: str) -> None:
    with pytest.raises(AppNotFoundError):
        android.phone.install(path)


def test_the_build_decides_which_sdks_are_inside(ios: Bench) -> None:
    ios.phone.install(PREVIOUS["ios"])
    ios.phone.activate(APP)
    process, _, _, build = ios.launches[0]
    assert (build.analytics_version, build.destination, build.moengage) == ("1.9.4", "2.12.0", "10.13.0")
    assert (process.app.version, process.app.build, process.app.app_id) == ("1.0", "100", APP)


def test_installing_over_an_app_ends_its_process_and_keeps_its_data(android: Bench) -> None:
    android.phone.install(PREVIOUS["android"])
    android.phone.activate(APP)
    before = android.analytics.anonymous_id()
    android.phone.install(CURRENT["android"])
    assert android.phone.app_state(APP) == 1
    android.phone.activate(APP)
    assert android.analytics.anonymous_id() == before
    assert android.process.app.version == "2.0"


def test_clearing_ends_the_process_and_forgets_its_data(android: Bench) -> None:
    android.install_and_launch()
    before = android.analytics.anonymous_id()
    android.phone.clear(APP)
    assert android.phone.app_state(APP) == 1
    android.phone.activate(APP)
    assert android.analytics.anonymous_id() != before


def test_removing_forgets_the_data(android: Bench) -> None:
    android.install_and_launch()
    before = android.analytics.anonymous_id()
    assert android.phone.remove(APP) is True
    assert android.phone.app_state(APP) == 0
    android.install_and_launch()
    assert android.analytics.anonymous_id() != before


def test_the_keychain_of_an_iphone_outlives_the_app_until_it_is_cleared(ios: Bench) -> None:
    ios.install_and_launch()
    ios.process.storage.keychain()["unique"] = "kept"
    ios.phone.clear(APP)
    ios.phone.remove(APP)
    ios.phone.install(CURRENT["ios"])
    assert ios.phone.stored(APP)["keychain"] == {"unique": "kept"}
    ios.phone.clear_keychain()
    assert ios.phone.stored(APP)["keychain"] == {}


def test_android_has_no_keychain_that_outlives_the_data(android: Bench) -> None:
    android.install_and_launch()
    android.process.storage.keychain()["unique"] = "lost"
    android.phone.clear(APP)
    assert android.phone.stored(APP)["keychain"] == {}


def test_the_vendors_identifier_changes_only_with_a_new_installation(ios: Bench) -> None:
    ios.install_and_launch()
    device = ios.process.device
    first = device.identifier_for_vendor
    assert first == first.upper() != ""
    ios.phone.clear(APP)
    ios.phone.install(PREVIOUS["ios"])
    assert device.identifier_for_vendor == first
    ios.phone.remove(APP)
    ios.phone.install(CURRENT["ios"])
    assert device.identifier_for_vendor != first


# processes and lifecycle


def test_a_launch_makes_the_sdks_and_then_tells_both_of_the_lifecycle(android: Bench) -> None:
    android.install_and_launch(writeKey="wk", debug="false")
    assert android.analytics.names() == LAUNCH
    assert android.moengage.told == LAUNCH
    assert android.process.arguments == {"writeKey": "wk", "debug": "false"}
    assert not android.process.is_debuggable
    assert android.phone.app_state(APP) == 4
    assert android.phone.foreground_app() == APP


def test_what_starting_launches_on_the_pool_is_done_before_the_first_screen() -> None:
    done: list[str] = []

    def on_launch(process: Process) -> None:
        process.dispatcher.launch(lambda: process.dispatcher.launch(lambda: done.append("pool")))

    bench = make_bench("android", on_launch=on_launch)
    bench.phone.install(CURRENT["android"])
    bench.phone.activate(APP)
    assert done == ["pool"]
    bench.phone.close()


def test_background_and_foreground_are_told_once_each(ios: Bench) -> None:
    ios.install_and_launch()
    ios.phone.background()
    ios.phone.background()
    assert ios.phone.app_state(APP) == 3
    assert ios.phone.widgets() == ()
    ios.phone.activate(APP)
    ios.phone.activate(APP)
    assert ios.analytics.names() == [*LAUNCH, "entered_background", "entered_foreground"]
    assert len(ios.launches) == 1


def test_a_terminated_process_is_told_nothing_and_runs_nothing(android: Bench) -> None:
    android.install_and_launch()
    ran: list[str] = []
    process = android.process
    process.clock.call_later(5, lambda: ran.append("timer"))
    process.network.send(Request("GET", "https://a.test/"), lambda _answer: ran.append("answer"))
    assert android.phone.terminate(APP) is True
    assert android.phone.app_state(APP) == 1
    android.transport.answer[0](Response(200, {}, b""))
    android.phone.advance(10)
    assert ran == []
    assert android.analytics.names() == LAUNCH
    assert len(android.transport.given_up) == 1


def test_data_survive_the_process(android: Bench) -> None:
    android.install_and_launch()
    before = android.analytics.anonymous_id()
    android.phone.terminate(APP)
    android.phone.activate(APP)
    assert android.analytics.anonymous_id() == before
    assert len(android.launches) == 2


def test_terminating_another_app_leaves_this_one_alone(android: Bench) -> None:
    android.install_and_launch()
    assert android.phone.terminate("com.other") is False
    assert android.phone.app_state(APP) == 4


def test_an_app_that_crashes_while_it_starts_is_not_running_and_the_log_tells() -> None:
    def on_launch(_process: Process) -> None:
        raise ValueError("no context")

    bench = make_bench("android", on_launch=on_launch)
    bench.phone.install(CURRENT["android"])
    bench.phone.activate(APP)
    assert bench.phone.app_state(APP) == 1
    assert "FATAL EXCEPTION: main, process com.example.sample: ValueError: no context" in bench.log()
    bench.phone.close()


def test_a_defect_in_a_background_task_is_kept_and_the_app_goes_on(android: Bench) -> None:
    android.install_and_launch()

    def fail() -> None:
        raise KeyError("batch")

    android.process.clock.call_later(1, fail)
    android.phone.advance(1)
    assert "model defect in a turn" in android.log()
    assert android.run('{"verb": "flush"}').startswith('{"run": 1, "outcome": "ok"')


def test_what_the_system_starts_is_configured_as_the_last_launch_was_and_a_launch_may_say_otherwise(
    android: Bench,
) -> None:
    android.install_and_launch(writeKey="wk")
    android.phone.terminate(APP)
    android.phone.activate(APP)
    assert android.process.arguments == {"writeKey": "wk"}
    android.phone.terminate(APP)
    android.phone.open_link("sample://x", None)
    assert android.process.arguments == {"writeKey": "wk"}
    android.phone.terminate(APP)
    android.phone.install(PREVIOUS["android"])
    android.phone.activate(APP)
    assert android.process.arguments == {"writeKey": "wk"}, "it is the app's own data"
    android.phone.terminate(APP)
    android.phone.activate(APP, {})
    assert android.process.arguments == {}


def test_a_rebooted_phone_keeps_data_and_starts_nothing(android: Bench) -> None:
    android.install_and_launch()
    anonymous_id, before = android.analytics.anonymous_id(), android.phone.wall()
    android.phone.reboot()
    assert android.phone.app_state(APP) == 1
    assert android.phone.wall() >= before
    android.phone.advance(3600)
    assert len(android.launches) == 1
    android.phone.activate(APP)
    assert android.analytics.anonymous_id() == anonymous_id


# links


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_a_link_starts_the_app_and_is_told_before_it_is_active(request: pytest.FixtureRequest, platform: str) -> None:
    bench: Bench = request.getfixturevalue(platform)
    bench.phone.install(CURRENT[platform])
    bench.phone.open_link("sample://x?a=1", None)
    assert bench.analytics.names() == ["launched", "opened_link", "entered_foreground"]
    assert bench.moengage.told == ["launched", "opened_link sample://x?a=1", "entered_foreground"]


@pytest.mark.parametrize(
    ("platform", "order"),
    [("android", ["opened_link", "entered_foreground"]), ("ios", ["entered_foreground", "opened_link"])],
)
def test_a_link_brings_a_hidden_app_to_the_front(
    request: pytest.FixtureRequest, platform: str, order: list[str]
) -> None:
    bench: Bench = request.getfixturevalue(platform)
    bench.install_and_launch()
    bench.phone.background()
    bench.phone.open_link("sample://x", APP)
    assert bench.analytics.names() == [*LAUNCH, "entered_background", *order]


def test_a_link_to_an_app_in_front_is_only_that(ios: Bench) -> None:
    ios.install_and_launch()
    ios.phone.open_link("sample://x", APP)
    assert ios.analytics.names() == [*LAUNCH, "opened_link"]


# inside the app


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_the_app_in_front_turns_with_the_phone(platform: Any) -> None:
    bench = make_bench(platform)
    bench.install_and_launch()
    bench.phone.rotate()
    bench.phone.background()
    bench.phone.rotate()
    assert bench.moengage.told == [*LAUNCH, "rotated", "entered_background"]
    bench.phone.close()


def test_control_centre_takes_an_iphones_app_its_touches(ios: Bench, android: Bench) -> None:
    for bench in (ios, android):
        bench.install_and_launch()
        bench.phone.interrupt()
    assert ios.moengage.told == [*LAUNCH, "interrupted", "resumed"]
    assert android.moengage.told == LAUNCH


def test_nobody_is_interrupted_or_turned_where_no_app_runs(ios: Bench) -> None:
    ios.phone.install(CURRENT["ios"])
    ios.phone.interrupt()
    ios.phone.rotate()
    assert ios.launches == []


def test_screens_of_the_app_are_told_to_both_sdks(android: Bench) -> None:
    android.install_and_launch()
    android.do("open_screen", name="Details")
    android.do("close_screen")
    assert android.moengage.told == [*LAUNCH, "screen_opened Details", "screen_closed"]
    assert [name for name in android.analytics.names() if "screen" in name] == ["screen_opened", "screen_closed"]


def test_a_plugin_of_the_app_waits_and_goes_on(android: Bench) -> None:
    android.install_and_launch()
    android.do("pause_events")
    android.do("resume_events")
    assert [name for name in android.analytics.names() if name in ("pause", "resume")] == ["pause", "resume"]
