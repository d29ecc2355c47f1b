"""Segment.io as a destination of analytics-swift: events to disk, files to the server, all of a flush at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.plugins import Event, SegmentConfiguration
from harness.virtual.sdk.seams import Answer, Process, Response
from harness.virtual.sdk.swift_events import encode
from harness.virtual.sdk.swift_http import upload_request
from harness.virtual.sdk.swift_policies import CountPolicy
from harness.virtual.sdk.swift_release import Release
from harness.virtual.sdk.swift_retry import Retries
from harness.virtual.sdk.swift_retry_config import read_http_config
from harness.virtual.sdk.swift_settings import Settings
from harness.virtual.sdk.swift_storage import EventFiles
from harness.virtual.sdk.swift_timeline import Timeline

KEY = "Segment.io"


class SegmentDestination:
    """plugins.Destination: its copy of an event alone carries ``_metadata``."""

    key = KEY

    def __init__(
        self,
        process: Process,
        configuration: SegmentConfiguration,
        release: Release,
        files: EventFiles,
        retries: Retries,
        policy: CountPolicy,
    ) -> None:
        self._process = process
        self._release = release
        self._files = files
        self._retries = retries
        self._policy = policy
        self._api_host = configuration.api_host
        self._uploading: set[str] = set()
        self.settings: Settings | None = None
        self.timeline: Timeline | None = None

    @rests_on("segment.md 1.3")
    def update(self, settings: Mapping[str, Any], is_initial: bool) -> None:
        del settings, is_initial
        assert self.settings is not None
        said = self.settings.of_segment()
        host = said.get("apiHost")
        if isinstance(host, str) and host:
            self._api_host = host
        self._retries.apply(read_http_config(said.get("httpConfig")))

    # events

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

    def enqueue(self, event: Event) -> None:
        self._files.append(encode({**event, "_metadata": self.metadata()}))
        self._policy.note_written()

    @rests_on("segment.md 3.6")
    def metadata(self) -> dict[str, list[str]]:
        assert self.settings is not None
        assert self.timeline is not None
        bundled = [key for key in self.timeline.bundled() if key != KEY]
        named = self.settings.of_segment().get("unbundledIntegrations")
        others = [key for key in self.settings.integrations if key != KEY]
        others += named if isinstance(named, list) else []
        unbundled = [key for key in dict.fromkeys(others) if key not in bundled]
        return {"bundled": bundled, "unbundled": unbundled, "bundledIds": []}

    # uploads

    @rests_on("segment.md 4.1")
    def flush(self) -> None:
        """Nothing while one upload is still under way."""
        if self._uploading:
            return
        self._files.close_file()
        for name in self._files.closed():
            self.send_file(name)

    @rests_on("segment.md 2.1")
    def send_file(self, name: str) -> None:
        """All files in parallel."""
        now = self._process.clock.wall()
        if not self._retries.may_send(name, now):
            return
        if self._retries.is_exhausted(name, now):
            self._files.delete_file(name)
        else:
            self._uploading.add(name)
            body, count = self._files.read(name), self._retries.retry_count(name)
            request = upload_request(self._api_host, self._release, body, count)
            self._process.network.send(request, lambda answer: self.conclude(name, answer))

    @rests_on("segment.md 4.4")
    def conclude(self, name: str, answer: Answer) -> None:
        self._uploading.discard(name)
        if not isinstance(answer, Response):
            self._process.log(f"Segment: upload failed: {answer.reason}")
            return
        self._retries.note(name, answer.status, self.retry_after_s(answer), self._process.clock.wall())
        if self._retries.deletes(answer.status):
            self._files.delete_file(name)

    @rests_on("segment.md 4.5")
    def retry_after_s(self, answer: Response) -> float | None:
        """Whole seconds only; a date counts as nothing."""
        text = answer.headers.get("retry-after", "")
        return float(text) if text.isdigit() else None

    def queued(self) -> int:
        return self._files.count_events()
