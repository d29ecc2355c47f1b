from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from harness.builds import Build, load_builds
from harness.virtual.parts import moengage_configuration, segment_configuration, way_of_push
from harness.virtual.phone import VirtualPhone
from harness.virtual.sdk.seams import Process
from tests.virtual.stand_ins import APP, Bench, HeldTransport


@pytest.fixture
def process(android: Bench) -> Process:
    android.install_and_launch()
    return android.process


def test_without_arguments_the_sample_apps_own_configuration_holds(process: Process) -> None:
    configuration = segment_configuration(process)
    assert configuration.write_key == "sample-write-key"
    assert (configuration.flush_at, configuration.flush_interval_s) == (20, 30.0)
    assert (configuration.tracks_lifecycle, configuration.tracks_deep_links) == (True, True)
    assert (configuration.api_host, configuration.cdn_host) == ("api.segment.io/v1", "cdn-settings.segment.com/v1")
    assert moengage_configuration(process).data_center == 1
    assert process.is_debuggable


def test_launch_arguments_take_their_place(process: Process) -> None:
    arguments = {
        "writeKey": "wk",
        "workspaceId": "WS",
        "dataCenter": "3",
        "flushAt": "5",
        "flushInterval": "7.5",
        "lifecycle": "false",
        "deepLinks": "false",
        "apiHost": "events.example.net/v1",
        "cdnHost": "settings.example.net/v1",
    }
    told = replace(process, arguments=arguments)
    segment, moengage = segment_configuration(told), moengage_configuration(told)
    assert (segment.write_key, segment.flush_at, segment.flush_interval_s) == ("wk", 5, 7.5)
    assert (segment.tracks_lifecycle, segment.tracks_deep_links) == (False, False)
    assert (segment.api_host, segment.cdn_host) == ("events.example.net/v1", "settings.example.net/v1")
    assert (moengage.workspace_id, moengage.data_center) == ("WS", 3)


def test_an_argument_that_is_no_number_crashes_the_app(android: Bench) -> None:
    process_arguments = {"flushAt": "many"}
    android.install_and_launch()
    with pytest.raises(ValueError, match="many"):
        segment_configuration(replace(android.process, arguments=process_arguments))


def test_moengage_registers_by_itself_only_where_the_app_leaves_it_to_it(process: Process) -> None:
    def registers(**arguments: str) -> bool:
        return moengage_configuration(replace(process, arguments=arguments)).registers_for_push

    assert registers(pushBy="moengage")
    assert not any((registers(), registers(pushBy="app"), registers(pushBy="none")))


@pytest.mark.parametrize(
    ("argument", "value", "field"),
    [
        ("moengageStart", "late", "starts_late"),
        ("notificationMetadata", "false", "has_notification_metadata"),
        ("lifecycleProcess", "false", "has_lifecycle_process"),
    ],
)
def test_what_the_page_asks_for_can_be_left_out(process: Process, argument: str, value: str, field: str) -> None:
    without = moengage_configuration(replace(process, arguments={argument: value}))
    assert getattr(without, field) is not getattr(moengage_configuration(process), field)


def test_a_late_start_of_moengage_comes_after_half_a_minute() -> None:
    transport = HeldTransport()
    phone = VirtualPhone("android", "phone-1", transport, seed="s")
    phone.install("virtual-android-current")
    phone.activate(APP, {"moengageStart": "late"})
    assert not moengage_of(phone).is_initialised()
    phone.advance(31)
    assert moengage_of(phone).is_initialised()
    phone.close()


def moengage_of(phone: VirtualPhone) -> Any:
    running = phone._system.running
    assert running is not None
    return running.app.moengage


MODELLED = [build for build in load_builds().values() if build.name.startswith("virtual-")]


@pytest.mark.parametrize("build", MODELLED, ids=lambda build: build.name)
def test_every_modelled_build_is_put_together_and_asks_for_its_settings(build: Build) -> None:
    transport = HeldTransport()
    phone = VirtualPhone(build.platform, "phone-1", transport, seed="s")  # type: ignore[arg-type]  # a table says text
    phone.install(build.name)
    phone.activate(APP, {"writeKey": "wk"})
    phone.queued()
    urls = [request.url for request in transport.sent]
    assert "https://cdn-settings.segment.com/v1/projects/wk/settings" in urls
    assert phone.app_state(APP) == 4
    assert phone.describe()["harness:defects"] == []
    phone.close()


def test_an_app_without_the_module_handles_no_pushes(process: Process) -> None:
    assert way_of_push(process) == "app"
    assert way_of_push(replace(process, app=replace(process.app, modules=()))) == "none"


def test_an_app_group_is_the_sample_apps_unless_it_has_none(process: Process) -> None:
    assert moengage_configuration(process).app_group == "group.com.example.sample"
    assert moengage_configuration(replace(process, arguments={"appGroup": ""})).app_group == ""
