"""A host app around the model of analytics-swift, on fakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.segment_swift import Analytics
from tests.virtual.sdk.fake_network import settings_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import RecordingDestination

WRITE_KEY = "wk"


@dataclass
class SwiftApp:
    process: FakeProcess
    analytics: Analytics
    moengage: RecordingDestination = field(default_factory=RecordingDestination)

    def do(self, verb: str, *arguments: Any, **named: Any) -> None:
        getattr(self.analytics, verb)(*arguments, **named)
        self.process.run()

    def uploaded(self) -> list[dict[str, Any]]:
        """Every event of every upload, tries included."""
        return [event for batch in self.process.network.bodies("/v1/b") for event in batch["batch"]]

    def flushed(self) -> list[dict[str, Any]]:
        self.do("flush")
        return self.uploaded()


def a_swift_app(process: FakeProcess, release: str = "1.10.0", **configuration: Any) -> SwiftApp:
    analytics = Analytics(process, SegmentConfiguration(WRITE_KEY, **configuration), release)
    app = SwiftApp(process, analytics)
    analytics.add(app.moengage)
    process.run()
    return app


def next_process(app: SwiftApp, /, **changes: Any) -> SwiftApp:
    return a_swift_app(app.process.relaunched(**changes))


def smart(process: FakeProcess, release: str = "1.10.0", **named: Any) -> SwiftApp:
    """With ``httpConfig`` in the settings; names that are none of its parts configure the app."""
    parts: dict[str, Any] = {"rateLimitConfig": {}, "backoffConfig": {}}
    http_config = {name: named.pop(name, default) for name, default in parts.items()}
    segment = {"apiKey": WRITE_KEY, "httpConfig": http_config}
    process.network.answers("/settings", settings_answer(**{"Segment.io": segment}))
    return a_swift_app(process, release, **named)


def tries(app: SwiftApp) -> int:
    return len(app.process.network.sent("/v1/b"))


def retry_counts(app: SwiftApp) -> list[str | None]:
    return [dict(request.headers).get("X-Retry-Count") for request in app.process.network.sent("/v1/b")]
