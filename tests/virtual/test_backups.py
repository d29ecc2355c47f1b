from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from harness.builds import load_builds
from harness.virtual.backups import take_backup, write_data
from harness.virtual.storage import AppData, Kept
from harness.w3c.phone import AppNotInstalledError, Platform, UnfitInputError
from tests.virtual.stand_ins import APP, CURRENT, PREVIOUS, Bench

PLATFORMS = pytest.mark.parametrize("platform", ["android", "ios"])


@pytest.fixture
def bench(request: pytest.FixtureRequest, platform: Platform) -> Bench:
    found: Bench = request.getfixturevalue(platform)
    found.install_and_launch()
    return found


def store(bench: Bench) -> None:
    storage = bench.process.storage
    storage.preferences("moengage_WS")["unique_id"] = "of MoEngage"
    storage.files("moengage_WS/points")["1"] = b"point"
    storage.files("segment/wk")["0-segment-events"] = b"events"
    storage.preferences("sample")["push_token"] = "token"


def restore(bench: Bench) -> dict[str, Any]:
    """On a new installation; returns what it has."""
    bench.phone.back_up()
    bench.phone.remove(APP)
    bench.phone.restore_backup()
    bench.phone.install(CURRENT[bench.phone.platform])
    return dict(bench.phone.stored(APP))


@pytest.mark.parametrize(
    ("platform", "preferences", "folders"),
    [
        ("android", {"analytics"}, {"segment/wk"}),
        ("ios", {"analytics", "moengage_WS", "sample"}, {"segment/wk", "moengage_WS/points"}),
    ],
)
def test_a_restored_app_has_what_its_rules_do_not_leave_out(
    bench: Bench, preferences: set[str], folders: set[str]
) -> None:
    store(bench)
    anonymous_id = bench.analytics.anonymous_id()
    found = restore(bench)
    assert found["preferences"].keys() == preferences
    assert found["files"].keys() == folders
    assert found["files"]["segment/wk"] == {"0-segment-events": "events"}
    bench.phone.activate(APP)
    assert bench.analytics.anonymous_id() == anonymous_id


def test_a_build_may_back_up_everything(android: Bench) -> None:
    android.install_and_launch()
    store(android)
    data = AppData(Kept())
    data.preferences("moengage_WS")["unique_id"] = "of MoEngage"
    build = load_builds()["virtual-android-current"]
    assert take_backup("android", build, data)["preferences"] == {}
    careless = replace(build, backup="everything")
    assert take_backup("android", careless, data)["preferences"] == {"moengage_WS": {"unique_id": "of MoEngage"}}


@PLATFORMS
def test_it_is_the_data_of_the_moment_of_the_backup_and_comes_back_once(bench: Bench) -> None:
    bench.process.storage.preferences("analytics")["step"] = 1
    bench.phone.back_up()
    bench.process.storage.preferences("analytics")["step"] = 2
    bench.phone.restore_backup()
    bench.phone.install(PREVIOUS[bench.phone.platform])
    assert dict(bench.phone.stored(APP))["preferences"]["analytics"]["step"] == 2, "it was installed over"  # type: ignore[index]
    bench.phone.remove(APP)
    bench.phone.install(CURRENT[bench.phone.platform])
    assert dict(bench.phone.stored(APP))["preferences"]["analytics"]["step"] == 1  # type: ignore[index]
    bench.phone.remove(APP)
    bench.phone.install(CURRENT[bench.phone.platform])
    assert dict(bench.phone.stored(APP))["preferences"] == {}


@PLATFORMS
def test_without_a_backup_there_is_nothing_to_restore(bench: Bench) -> None:
    with pytest.raises(UnfitInputError, match="back up first"):
        bench.phone.restore_backup()
    bench.phone.remove(APP)
    with pytest.raises(AppNotInstalledError):
        bench.phone.back_up()


@PLATFORMS
def test_an_old_installations_data_are_written_and_seen_by_the_next_launch(bench: Bench) -> None:
    old = {
        "preferences": {"analytics": {"anonymous_id": "old"}},
        "files": {"queue": {"1": "text", "2": {"base64": "H4s="}}},
    }
    with pytest.raises(UnfitInputError, match="terminate it first"):
        bench.phone.write_stored(APP, old)
    bench.phone.terminate(APP)
    bench.phone.write_stored(APP, old)
    bench.phone.activate(APP)
    assert bench.analytics.anonymous_id() == "old"
    assert dict(bench.process.storage.files("queue")) == {"1": b"text", "2": b"\x1f\x8b"}


@PLATFORMS
def test_what_is_read_can_be_written_again(bench: Bench) -> None:
    bench.process.storage.keychain()["device"] = "d1"
    store(bench)
    before = bench.phone.stored(APP)
    bench.phone.remove(APP)
    bench.phone.clear_keychain()
    bench.phone.install(CURRENT[bench.phone.platform])
    bench.phone.write_stored(APP, before)
    assert bench.phone.stored(APP) == before


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({}, "what is to be stored must be"),
        ({"cookies": {}}, "what is to be stored must be"),
        ({"preferences": []}, "preferences must be an object"),
        ({"preferences": {"file": 7}}, "preferences.file must be an object, not 7"),
        ({"files": {"folder": {"name": 7}}}, "a file is a text"),
        ({"files": {"folder": {"name": {"base64": "%"}}}}, "a file is a text"),
        ({"files": {"folder": "text"}}, "files.folder must be an object"),
        ({"keychain": {"id": 1}}, "the keychain holds texts: id is none"),
    ],
)
def test_data_of_the_wrong_form_are_refused_whole(said: dict[str, Any], text: str) -> None:
    data = AppData(Kept())
    with pytest.raises(UnfitInputError, match=text):
        write_data({"preferences": {"good": {"a": 1}}, **said} if said else said, data)
    assert data.plain() == {"preferences": {}, "files": {}, "keychain": {}}
