"""What analytics-kotlin tells Segment about itself: ``POST /v1/m``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_http import Http, telemetry_request
from harness.virtual.sdk.kotlin_release import Release
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.seams import Answer, Process, Response

INVOKE = "analytics_mobile.invoke"
INVOKE_ERROR = "analytics_mobile.invoke.error"
INTEGRATION = "analytics_mobile.integration.invoke"
INTEGRATION_ERROR = "analytics_mobile.integration.invoke.error"
MOST_SERIES = 20
MOST_BYTES = 28_000
FLUSH_INTERVAL_S = 30.0

Tags = Mapping[str, str]
CORE = "class com.segment.analytics.kotlin.core.platform.plugins"
ANDROID = "class com.segment.analytics.kotlin.android.plugins"
PLUGINS = {
    "StartupQueue": f"Before-{CORE}.StartupQueue",
    "ContextPlugin": f"Before-{CORE}.ContextPlugin",
    "UserInfoPlugin": f"Before-{CORE}.UserInfoPlugin",
    "DestinationMetadataPlugin": f"Enrichment-{CORE}.DestinationMetadataPlugin",
    "AndroidContextPlugin": f"Before-{ANDROID}.AndroidContextPlugin",
    "AndroidLifecyclePlugin": f"Utility-{ANDROID}.AndroidLifecyclePlugin",
}
"""The plugins that are always there, as telemetry names them (seen in the captures)."""


class Telemetry:
    """Counts from the start, at full rate until settings name one; sends when they have, and at the first error."""

    def __init__(self, process: Process, http: Http, release: Release) -> None:
        self._process = process
        self._http = http
        self._release = release
        self._own_tags = self._describe()
        self._series: list[dict[str, Any]] = []
        self._seen_errors: dict[str, int] = {}
        self._sample_rate = 1.0 if release.sends_telemetry else 0.0
        self._is_started = False
        self._quiet_until = 0.0

    @rests_on("segment.md 1.5")
    def apply(self, metrics: Mapping[str, Any]) -> None:
        """``metrics`` of each settings document that comes into force."""
        rate = metrics.get("sampleRate")
        if self._release.sends_telemetry and isinstance(rate, int | float) and not isinstance(rate, bool):
            self._sample_rate = float(rate)
            self._start()

    def _start(self) -> None:
        if self._is_started or self._sample_rate == 0:
            return
        self._is_started = True
        if not self._is_sampled():
            self._series.clear()
        self._flush_for_ever()

    def _flush_for_ever(self) -> None:
        self.flush()
        self._process.clock.call_later(FLUSH_INTERVAL_S, self._flush_for_ever)

    @rests_on("segment.md 1.5")
    def count_start(self, configuration: SegmentConfiguration) -> None:
        said = {"message": "configured", "apihost": configuration.api_host, "cdnhost": configuration.cdn_host}
        policies = f"at:{configuration.flush_at} int:{configuration.flush_interval_s:.0f} pol:0"
        self.increment(INVOKE, {**said, "flush": policies, "config": "seg:true"})
        for plugin in PLUGINS.values():
            self.count_plugin(plugin)

    def count_plugin(self, plugin: str) -> None:
        self.increment(INTEGRATION, {"message": "added", "plugin": plugin})

    @rests_on("segment.md 1.5", "inferred")
    def count_event(self, kind: str, plugin: str) -> None:
        self.increment(INTEGRATION, {"message": f"event-{kind.capitalize()}", "plugin": plugin})

    @rests_on("segment.md 1.5")
    def increment(self, metric: str, tags: Tags) -> None:
        if self._sample_rate and self._is_sampled() and len(self._series) < MOST_SERIES:
            self._add(metric, tags, 1)

    @rests_on("segment.md 1.5")
    def report_error(self, metric: str, tags: Tags) -> None:
        """The first of its text goes out at once, before any settings; later ones wait, counted together."""
        if not self._sample_rate or len(self._series) >= MOST_SERIES:
            return
        text = tags["error"]
        if text not in self._seen_errors:
            self._add(metric, tags, 1)
            self._seen_errors[text] = 0
            self.flush()
            return
        self._seen_errors[text] += 1
        if self._is_sampled():
            self._add(metric, tags, int(self._seen_errors[text] * self._sample_rate))
            self._seen_errors[text] = 0

    @rests_on("segment.md 1.5")
    def flush(self) -> None:
        if not self._series or not self._sample_rate or self._process.clock.wall() < self._quiet_until:
            return
        series, self._series = self._series, []
        for one in series:
            one["value"] = round(one["value"] / self._sample_rate)
        body = json.dumps({"series": series}, ensure_ascii=False, separators=(",", ":")).encode()
        self._http.send(telemetry_request(self._release, body), self._answered)

    def _answered(self, answer: Answer) -> None:
        if isinstance(answer, Response) and answer.status == 429 and answer.headers.get("retry-after", "").isdigit():
            self._quiet_until = self._process.clock.wall() + int(answer.headers["retry-after"])

    def _add(self, metric: str, tags: Tags, value: int) -> None:
        """The same tags again raise the value of the series that waits."""
        said = {**tags, **self._own_tags}
        for one in self._series:
            if one["metric"] == metric and one["tags"] == said:
                one["value"] += value
                return
        fresh = {"type": "Counter", "metric": metric, "value": value, "tags": said}
        if len(json.dumps([*self._series, fresh])) <= MOST_BYTES:
            self._series.append(fresh)

    def _is_sampled(self) -> bool:
        return self._process.draws.random.random() <= self._sample_rate

    @rests_on("segment.md 1.5", "guess")
    def _describe(self) -> Tags:
        """On a phone the kernel's name and the runtime's vendor; only a JVM's values have been seen."""
        return {
            "os": f"Linux-android{self._process.device.os_version}",
            "interpreter": "The Android Project-0",
            "library": "analytics.kotlin",
            "library_version": self._release.library_version,
        }
