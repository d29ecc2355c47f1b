from __future__ import annotations

import pytest

from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import CONFIG, DEVICE, IosApp


@pytest.fixture
def app(an_ios_app_process: FakeProcess) -> IosApp:
    app = IosApp(an_ios_app_process).start()
    app.do("set_user_attribute", "USER_ATTRIBUTE_SEGMENT_ID", "anon-1")
    app.do("identify_user", "ada-1")
    return app


def test_a_report_has_the_known_members(app: IosApp) -> None:
    report = app.reports()[-1]

    assert set(report) == {"meta", "viewsCount", "timeStamp", "identifiers", "viewsInfo", "device", "query_params"}
    assert report["identifiers"] == {
        "moe_user_id": "ada-1",
        "segment_id": "anon-1",
        "user_identities": {"uid": "ada-1"},
        "previous_identities": {},
    }
    assert set(report["meta"]) == set(
        ["bid", "request_time", "session", "source", "integrations", "integratedModules", "dev_pref", "appState"]
    )
    assert list(report["meta"]["session"]) == ["session_id"]
    assert report["meta"]["integrations"] == [{"type": "segment", "version": "2.13.0"}]


def test_the_query_names_app_phone_and_user(app: IosApp) -> None:
    query = app.reports()[-1]["query_params"]

    ids = {key: query.pop(key) for key in ("unique_id", "device_unique_id")}
    assert len(set(ids.values())) == 2
    assert query == {
        "app_id": "WORKSPACE_DEBUG",
        "sdk_ver": "10.14.0",
        "app_ver": "1.0",
        "os": "iOS",
        "os_ver": "18.2",
        "model": "iPhone",
        "model_name": "iPhone16,1",
        "device_ts": "1800000000000",
        "device_tz": "Europe/Berlin",
        "device_tz_offset": "3600000",
    }


def test_attributes_are_objects_and_local_times_padded(app: IosApp) -> None:
    app.do("track_event", "Bought", {"price": 1.5}, {"when": 1753362161000})
    app.do("flush")

    assert app.point("Bought") == {
        "EVENT_ACTION": "Bought",
        "EVENT_G_TIME": "1800000000000",
        "EVENT_L_TIME": "15:01:2027:09:00:00",
        "EVENT_ATTRS": {"price": 1.5},
        "EVENT_ATTRS_CUST": {"timestamp": [{"when": 1753362161000.0}]},
        "N_I_E": False,
    }


def test_configuration_and_device_requests_say_who_asks(app: IosApp) -> None:
    config, device = app.bodies(CONFIG)[0], app.bodies(DEVICE)[0]

    assert config["query_params"]["unique_id"] == device["query_params"]["unique_id"]
    assert set(device) == {"meta", "query_params"}
    assert "/v3/sdkconfig/ios/" in app.requests(CONFIG)[0].url
