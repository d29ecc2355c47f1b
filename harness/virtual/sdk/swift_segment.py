"""Segment.io as a destination of analytics-swift: events go to disk, and at a flush to the server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.plugins import Event
from harness.virtual.sdk.swift_events import encode
from harness.virtual.sdk.swift_policies import CountPolicy
from harness.virtual.sdk.swift_settings import Settings
from harness.virtual.sdk.swift_storage import EventFiles
from harness.virtual.sdk.swift_timeline import Timeline
from harness.virtual.sdk.swift_uploads import Uploads

KEY = "Segment.io"


class SegmentDestination:
    """plugins.Destination: its copy of an event alone carries ``_metadata``."""

    key = KEY

    def __init__(
        self, settings: Settings, timeline: Timeline, files: EventFiles, uploads: Uploads, policy: CountPolicy
    ) -> None:
        self._settings = settings
        self._timeline = timeline
        self._files = files
        self._uploads = uploads
        self._policy = policy

    def update(self, settings: Mapping[str, Any], is_initial: bool) -> None:
        del settings, is_initial
        self._uploads.apply(self._settings.of_segment())

    def identify(self, event: Event) -> None:
        self.enqueue(event)

    def track(self, event: Event) -> None:
        self.enqueue(event)

    def screen(self, event: Event) -> None:
        self.enqueue(event)

    def group(self, event: Event) -> None:
        self.enqueue(event)

    def alias(self, event: Event) -> None:
        self.enqueue(event)

    def reset(self) -> None:
        """Queued events are kept (segment.md 5)."""

    def flush(self) -> None:
        self._uploads.flush()

    def enqueue(self, event: Event) -> None:
        try:
            self.store_event(encode({**event, "_metadata": self.metadata()}))
        except OSError as problem:
            self._uploads.report(f"storageUnableToWrite({problem})")

    @rests_on("segment.md 4.3", "inferred")
    def store_event(self, event: str) -> None:
        """What cannot be written is lost."""
        self._files.append(event)
        self._policy.note_written()

    @rests_on("segment.md 3.6")
    def metadata(self) -> dict[str, list[str]]:
        bundled = [key for key in self._timeline.bundled() if key != KEY]
        named = self._settings.of_segment().get("unbundledIntegrations")
        others = [key for key in self._settings.integrations if key != KEY]
        others += [one for one in named if isinstance(one, str)] if isinstance(named, list) else []
        unbundled = [key for key in dict.fromkeys(others) if key not in bundled]
        return {"bundled": bundled, "unbundled": unbundled, "bundledIds": []}

    def queued(self) -> int:
        return self._files.count_events()
