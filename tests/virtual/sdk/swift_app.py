"""A host app around the model of analytics-swift, on fakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.segment_swift import Analytics
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
