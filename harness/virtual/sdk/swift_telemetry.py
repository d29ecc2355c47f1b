"""What analytics-swift tells Segment about itself: ``POST /v1/m``, in release builds only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.seams import Answer, Process, Response
from harness.virtual.sdk.swift_http import Http
from harness.virtual.sdk.swift_release import Release

INVOKE = "analytics_mobile.invoke"
INVOKE_ERROR = "analytics_mobile.invoke.error"
INTEGRATION = "analytics_mobile.integration.invoke"
MOST_SERIES = 20
MOST_BYTES = 28_000
FLUSH_INTERVAL_S = 30.0
STARTUP_QUEUE = "before-StartupQueue"
BEFORE = (STARTUP_QUEUE, "before-Context", "before-DeviceToken", "before-iOSLifecycleEvents")

Tags = Mapping[str, str]


class Telemetry:
    """Counts from the start at the full rate; sends every thirty seconds once settings name a rate, and at the first
    error at once."""

    def __init__(self, process: Process, http: Http, release: Release, configuration: SegmentConfiguration) -> None:
        self._process = process
        self._http = http
        self._configuration = configuration
        self._release = release
        self._own_tags = self._describe(release)
        self._series: list[dict[str, Any]] = []
        self._sample_rate = 1.0
        self._is_started = False
        self._is_first_error = True
        self._quiet_until = 0.0

    @rests_on("segment.md 1.5")
    def is_on(self) -> bool:
        """Off in debug builds; a rate of 0 silences it."""
        is_built_in = self._release.sends_telemetry and not self._process.is_debuggable
        return is_built_in and 0 < self._sample_rate <= 1

    @rests_on("segment.md 1.5")
    def apply(self, metrics: object) -> None:
        """``metrics`` of the settings in force."""
        rate = metrics.get("sampleRate") if isinstance(metrics, Mapping) else None
        if isinstance(rate, int | float) and not isinstance(rate, bool):
            self._sample_rate = float(rate)
            self._start()

    def _start(self) -> None:
        if self._is_started or not self.is_on():
            return
        self._is_started = True
        if not self._is_sampled():
            self._series.clear()
        self._process.clock.call_later(FLUSH_INTERVAL_S, self._flush_for_ever)

    def _flush_for_ever(self) -> None:
        self.flush()
        self._process.clock.call_later(FLUSH_INTERVAL_S, self._flush_for_ever)

    # what is counted

    @rests_on("segment.md 1.5", "likely")
    def count_start(self) -> None:
        own = self._configuration
        said = {"message": "configured", "apihost": own.api_host, "cdnhost": own.cdn_host}
        policies = f"at:{own.flush_at} int:{own.flush_interval_s} pol:2"
        self.increment(INVOKE, {**said, "flush": policies, "config": "seg:true ua:false"})

    def count_plugin(self, plugin: str) -> None:
        self.increment(INTEGRATION, {"message": "added", "plugin": plugin})

    @rests_on("segment.md 1.5", "likely")
    def count_event(self, kind: str, plugins: Iterable[str]) -> None:
        for plugin in plugins:
            self.increment(INTEGRATION, {"message": f"event-{kind}", "plugin": plugin})

    @rests_on("segment.md 1.5")
    def increment(self, metric: str, tags: Tags) -> None:
        if self.is_on() and self._is_sampled():
            self._add(metric, tags)

    @rests_on("segment.md 1.5")
    def report_error(self, text: str) -> None:
        """Upload failures too. The write key goes with it; the first error of a process goes out at once."""
        if not self.is_on() or not self._is_sampled():
            return
        self._add(INVOKE_ERROR, {"error": text, "writekey": self._configuration.write_key})
        if self._is_first_error:
            self._is_first_error = False
            self.flush()

    # sending

    @rests_on("segment.md 1.5")
    def flush(self) -> None:
        if not self._series or not self.is_on() or self._process.clock.wall() < self._quiet_until:
            return
        series, self._series = self._series, []
        for one in series:
            one["value"] = int(one["value"] / self._sample_rate)
        body = json.dumps({"series": series}, ensure_ascii=False, separators=(",", ":")).encode()
        self._http.send_telemetry(body, self._answered)

    @rests_on("segment.md 1.5")
    def _answered(self, answer: Answer) -> None:
        if isinstance(answer, Response) and answer.status == 429 and answer.headers.get("retry-after", "").isdigit():
            self._quiet_until = self._process.clock.wall() + int(answer.headers["retry-after"])

    def _add(self, metric: str, tags: Tags) -> None:
        """The same tags again raise the value of the series that waits."""
        said = {**tags, **self._own_tags}
        for one in self._series:
            if one["metric"] == metric and one["tags"] == said:
                one["value"] += 1
                return
        fresh = {"type": "Counter", "metric": metric, "value": 1, "tags": said}
        if len(self._series) < MOST_SERIES and len(json.dumps([*self._series, fresh])) <= MOST_BYTES:
            self._series.append(fresh)

    def _is_sampled(self) -> bool:
        return self._process.draws.random.random() <= self._sample_rate

    @rests_on("segment.md 1.5", "likely")
    def _describe(self, release: Release) -> Tags:
        major = self._process.device.os_version.split(".")[0]
        return {"os": f"iOS-{major}", "library": "analytics.swift", "library_version": release.library_version}
