"""Requests of analytics-swift as URLSession sends them."""

from __future__ import annotations

from collections.abc import Callable

from harness.virtual.facts import rests_on
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.seams import Answer, AppInfo, Headers, Process, Request
from harness.virtual.sdk.swift_release import Release

TIMEOUT_S = 60.0
TELEMETRY_HOST = "api.segment.io/v1"
"""Whatever the app configures."""

Then = Callable[[Answer], None]


class Http:
    """``api_host`` is the configured one until Segment's settings name another."""

    def __init__(self, process: Process, configuration: SegmentConfiguration, release: Release) -> None:
        self._process = process
        self._configuration = configuration
        self._release = release
        self.api_host = configuration.api_host

    def fetch_settings(self, then: Then) -> None:
        self._process.network.send(settings_request(self._configuration, self._release), then)

    def upload(self, body: bytes, retry_count: int, then: Then) -> None:
        self._process.network.send(upload_request(self.api_host, self._release, body, retry_count), then)

    def send_telemetry(self, body: bytes, then: Then) -> None:
        self._process.network.send(telemetry_request(self._process.app, body), then)


@rests_on("segment.md 1.2")
def settings_request(configuration: SegmentConfiguration, release: Release) -> Request:
    url = f"https://{configuration.cdn_host}/projects/{configuration.write_key}/settings"
    return Request("GET", url, _headers(release), timeout_s=TIMEOUT_S)


@rests_on("segment.md 1.2")
def upload_request(api_host: str, release: Release, body: bytes, retry_count: int) -> Request:
    """Plain JSON; X-Retry-Count is absent on a first try."""
    retry = (("X-Retry-Count", str(retry_count)),) if retry_count else ()
    return Request("POST", f"https://{api_host}/b", (*_headers(release), *retry), body, timeout_s=TIMEOUT_S)


@rests_on("segment.md 1.5", "likely")
def telemetry_request(app: AppInfo, body: bytes) -> Request:
    """The agent is the system's own, of which the versions are not known; only its form is."""
    headers = (("Content-Type", "text/plain"), ("User-Agent", f"{app.name}/{app.build} CFNetwork/1568 Darwin/24"))
    return Request("POST", f"https://{TELEMETRY_HOST}/m", headers, body, timeout_s=TIMEOUT_S)


def _headers(release: Release) -> Headers:
    return (
        ("Content-Type", "application/json; charset=utf-8"),
        ("User-Agent", f"analytics-ios/{release.library_version}"),
        ("Accept-Encoding", "gzip"),
    )
