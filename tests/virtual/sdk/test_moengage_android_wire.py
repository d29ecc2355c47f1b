from __future__ import annotations

import json

import pytest

from harness.virtual.sdk.moengage_android_wire import sdk_version
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import CONFIG, DEVICE, META, REPORT, WORKSPACE, AndroidApp


@pytest.fixture
def app(a_process: FakeProcess) -> AndroidApp:
    app = AndroidApp(a_process).start()
    app.do("track_anonymous_id", "anon-1", WORKSPACE)
    app.do("identify_user", "ada-1", WORKSPACE)
    return app


def test_the_configuration_request_says_who_asks(app: AndroidApp) -> None:
    body = app.bodies(CONFIG)[0]

    assert body["meta"] == {"integrations": [META]}
    assert body["query_params"] == {
        "os": "ANDROID",
        "app_id": "WORKSPACE_DEBUG",
        "sdk_ver": "15200",
        "unique_id": body["query_params"]["unique_id"],
        "device_ts": "1800000000000",
        "device_tz_offset": "0",
        "app_ver": "100",
        "app_version_name": "1.0",
        "moe_push_ser": "FCM",
    }


def test_a_device_add_describes_the_phone(app: AndroidApp) -> None:
    body = app.bodies(DEVICE)[0]

    described = {key: value for key, value in body.items() if key not in ("meta", "query_params")}
    assert described == {
        "OS_VERSION": "15",
        "OS_API_LEVEL": 35,
        "DEVICE": "emu64xa",
        "MODEL": "sdk_gphone64_x86_64",
        "PRODUCT": "sdk_gphone64_x86_64",
        "MANUFACTURER": "Google",
        "DENSITYDPI": 420,
        "WIDTH": 1080,
        "HEIGHT": 2274,
        "MOE_ISLAT": 0,
    }
    assert sorted(body["meta"]) == ["bid", "dev_pref", "integrations", "request_time"]


def test_a_report_has_the_known_members(app: AndroidApp) -> None:
    report = app.reports()[-1]

    assert list(report) == ["viewsCount", "viewsInfo", "identifiers", "meta", "query_params"]
    assert report["viewsCount"] == len(report["viewsInfo"])
    assert report["identifiers"] == {
        "moe_user_id": "ada-1",
        "segment_id": "anon-1",
        "user_identities": {"uid": "ada-1"},
        "previous_identities": {},
    }
    assert set(report["meta"]) == set(
        [
            "bid",
            "request_time",
            "dev_pref",
            "b_num",
            "source",
            "session",
            "integrations",
            "integratedModules",
            "featuresUsage",
            "appState",
            "t_p",
            "r_c",
        ]
    )
    assert report["meta"]["appState"] == "foreground"


def test_every_query_parameter_is_text(app: AndroidApp) -> None:
    queries = [body["query_params"] for part in (CONFIG, DEVICE, REPORT) for body in app.bodies(part)]

    assert all(isinstance(value, str) for query in queries for value in query.values())
    assert queries[-1]["os_ver"] == "35"
    assert queries[-1]["networkType"] == "wifi"
    assert "push_id" not in queries[-1]


@pytest.mark.parametrize(
    ("wifi", "cellular", "name"), [(True, True, "wifi"), (False, True, "4G"), (False, False, "noNetwork")]
)
def test_the_network_type_is_that_of_the_moment(a_process: FakeProcess, wifi: bool, cellular: bool, name: str) -> None:
    a_process.device.has_wifi, a_process.device.has_cellular = wifi, cellular

    assert AndroidApp(a_process).start().reports()[0]["query_params"]["networkType"] == name


def test_local_times_are_those_of_the_phone_and_not_padded(a_process: FakeProcess) -> None:
    a_process.device.timezone_offset_s = 19800
    app = AndroidApp(a_process).start()

    assert app.points()[0]["EVENT_L_TIME"] == "15:1:2027:13:30:0"
    assert app.reports()[0]["query_params"]["device_tz_offset"] == "19800000"


def test_attributes_are_json_inside_a_string(app: AndroidApp) -> None:
    assert all(isinstance(point["EVENT_ATTRS"], str) for point in app.points())
    assert all(isinstance(json.loads(point["EVENT_ATTRS"]), dict) for point in app.points())
    assert all("EVENT_ATTRS_CUST" not in point and "N_I_E" not in point for point in app.points())


def test_text_beyond_ascii_goes_out_as_utf_8(app: AndroidApp) -> None:
    app.do("track_event", "Zoë ✓", {"é": "ü/"}, WORKSPACE)
    app.do("sync_interaction_data")

    assert "Zoë ✓".encode() in app.requests(REPORT)[-1].body
    assert app.plain(app.points()[-1]) == {"é": "ü/"}


@pytest.mark.parametrize(("release", "number"), [("12.02.02", 12202), ("11.0.05", 11005), ("15.02.00", 15200)])
def test_the_sdk_s_version_is_a_number(release: str, number: int) -> None:
    assert sdk_version(release) == number
