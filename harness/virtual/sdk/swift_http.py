"""Requests of analytics-swift as URLSession sends them."""

from __future__ import annotations

from harness.virtual.facts import rests_on
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.seams import Headers, Request
from harness.virtual.sdk.swift_release import Release

TIMEOUT_S = 60.0


@rests_on("segment.md 1.2")
def settings_request(configuration: SegmentConfiguration, release: Release) -> Request:
    url = f"https://{configuration.cdn_host}/projects/{configuration.write_key}/settings"
    return Request("GET", url, _headers(release), timeout_s=TIMEOUT_S)


@rests_on("segment.md 1.2")
def upload_request(api_host: str, release: Release, body: bytes, retry_count: int) -> Request:
    """Plain JSON; X-Retry-Count is absent on a first try."""
    retry = (("X-Retry-Count", str(retry_count)),) if retry_count else ()
    return Request("POST", f"https://{api_host}/b", (*_headers(release), *retry), body, timeout_s=TIMEOUT_S)


def _headers(release: Release) -> Headers:
    return (
        ("Content-Type", "application/json; charset=utf-8"),
        ("User-Agent", f"analytics-ios/{release.library_version}"),
        ("Accept-Encoding", "gzip"),
    )
