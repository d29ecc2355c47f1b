"""A host app around the model of analytics-kotlin, on fakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.segment_kotlin import Analytics
from tests.virtual.sdk.fakes import FakeProcess


class RecordingDestination:
    """Stands in for the device-mode destination: same key, only remembers."""

    def __init__(self, key: str = "MoEngage") -> None:
        self.key = key
        self.updates: list[tuple[Mapping[str, Any], bool]] = []
        self.events: list[Mapping[str, Any]] = []
        self.others: list[str] = []

    def update(self, settings: Mapping[str, Any], is_initial: bool) -> None:
        self.updates.append((settings, is_initial))

    def record(self, event: Mapping[str, Any]) -> None:
        self.events.append(event)

    track = identify = screen = group = alias = record

    def reset(self) -> None:
        self.others.append("reset")

    def flush(self) -> None:
        self.others.append("flush")


@dataclass
class KotlinApp:
    process: FakeProcess
    analytics: Analytics
    moengage: RecordingDestination = field(default_factory=RecordingDestination)

    def do(self, verb: str, *arguments: Any, **named: Any) -> None:
        """One verb as a moment of its own."""
        getattr(self.analytics, verb)(*arguments, **named)
        self.process.run()

    def at_once(self, *verbs: Callable[[Analytics], None]) -> None:
        """Several in one turn of the main thread."""
        for verb in verbs:
            verb(self.analytics)
        self.process.run()

    def uploaded(self) -> list[dict[str, Any]]:
        """Every event of every upload, tries included."""
        return [event for batch in self.process.network.bodies("/v1/b") for event in batch["batch"]]

    def sent(self) -> list[dict[str, Any]]:
        """After a flush: every event uploaded so far."""
        self.do("flush")
        return self.uploaded()


def launch(
    process: FakeProcess, release: str = "1.27.0", destination: RecordingDestination | None = None, **configuration: Any
) -> KotlinApp:
    """Application.onCreate and all that follows from it; lifecycle events only if asked for."""
    chosen: dict[str, Any] = {"write_key": "wk", "tracks_lifecycle": False, "tracks_deep_links": False}
    analytics = Analytics(process, SegmentConfiguration(**{**chosen, **configuration}), release)
    app = KotlinApp(process, analytics, destination or RecordingDestination())
    analytics.add(app.moengage)
    process.run()
    return app


def relaunch(app: KotlinApp, release: str = "1.27.0", **configuration: Any) -> KotlinApp:
    """The process is killed and the app started again on the same data."""
    return launch(app.process.relaunched(), release, **configuration)
