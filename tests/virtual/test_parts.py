from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from harness.builds import Build, load_builds
from harness.virtual.parts import moengage_configuration, registers_destination, segment_configuration
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
    }
    told = replace(process, arguments=arguments)
    segment, moengage = segment_configuration(told), moengage_configuration(told)
    assert (segment.write_key, segment.flush_at, segment.flush_interval_s) == ("wk", 5, 7.5)
    assert (segment.tracks_lifecycle, segment.tracks_deep_links) == (False, False)
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


@pytest.mark.parametrize(("value", "is_there"), [("true", True), ("none", False)])
def test_the_destination_can_be_left_out(process: Process, value: str, is_there: bool) -> None:
    assert registers_destination(replace(process, arguments={"moengageDestination": value})) is is_there


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
