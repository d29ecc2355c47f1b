from __future__ import annotations

import pytest

from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import CONFIG, DEVICE, REPORT, WORKSPACE, AndroidApp, IosApp


def test_android_s_headers_are_the_recorded_ones(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process).start()

    for part, has_request_id in ((CONFIG, False), (DEVICE, True), (REPORT, True)):
        headers = dict(app.requests(part)[0].headers)
        assert ("MOE-REQUEST-ID" in headers) is has_request_id
        headers.pop("MOE-REQUEST-ID", None)
        assert headers == {
            "Accept-Charset": "UTF-8",
            "Content-type": "application/json",
            "Accept-Encoding": "gzip",
            "MOE-APPKEY": "WORKSPACE_DEBUG",
        }


def test_ios_names_its_content_type_in_its_own_way_and_speaks_http_2(an_ios_app_process: FakeProcess) -> None:
    app = IosApp(an_ios_app_process).start()

    request = app.requests(REPORT)[0]
    assert dict(request.headers)["Content-Type"] == "application/json"
    assert request.speaks_http2


def test_the_key_in_path_header_and_body_is_one_and_the_same(a_process: FakeProcess) -> None:
    a_process.is_debuggable = False
    app = AndroidApp(a_process).start()

    for request, body in zip(app.requests(), app.bodies("moengage.com"), strict=True):
        assert request.method == "POST"
        assert request.url.endswith(f"/{WORKSPACE}") or "/inapp/" in request.url
        assert dict(request.headers)["MOE-APPKEY"] == body["query_params"]["app_id"] == WORKSPACE


@pytest.mark.parametrize(
    ("data_center", "host"), [(1, "sdk-01.moengage.com"), (6, "sdk-06.moengage.com"), (101, "sdk-101.moengage.com")]
)
def test_the_data_center_names_the_host(a_process: FakeProcess, data_center: int, host: str) -> None:
    app = AndroidApp(a_process, data_center=data_center).start()

    assert all(request.url.startswith(f"https://{host}/") for request in app.requests())


def test_bodies_are_compressed_when_the_server_says_so(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.configure(gzip=True, e_b_c=1)
    app.start()
    app.do("track_event", "E", {}, WORKSPACE)

    request = app.requests(REPORT)[-1]
    assert dict(request.headers)["Content-Encoding"] == "gzip"
    assert app.actions()[-1] == "E"
