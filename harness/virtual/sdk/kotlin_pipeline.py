"""The Segment.io destination of analytics-kotlin: it adds ``_metadata``, stores events and decides when to flush."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.coercion import literal_text
from harness.virtual.sdk.kotlin_batches import TooLargeError
from harness.virtual.sdk.kotlin_events import Event, encode
from harness.virtual.sdk.kotlin_upload import Uploads
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.seams import Process


class Pipeline:
    """A channel of events and flushes that one coroutine works through, first in, first out."""

    def __init__(self, process: Process, configuration: SegmentConfiguration, uploads: Uploads) -> None:
        self._process = process
        self._flush_at = configuration.flush_at if configuration.flush_at >= 1 else 20
        self._flush_interval_s = configuration.flush_interval_s
        self._uploads = uploads
        self._channel: deque[Event | None] = deque()
        self._count = 0

    @rests_on("segment.md 4.1")
    def start(self, flush: Callable[[], None]) -> None:
        """Flushes at once, then at a fixed pace; with an interval of zero never by itself."""
        if self._flush_interval_s > 0:
            flush()
            self._process.clock.call_later(self._flush_interval_s, lambda: self.start(flush))

    def put(self, event: Event) -> None:
        self._send(event)

    def flush(self) -> None:
        self._send(None)

    def waiting(self) -> int:
        """Events that are not on disk yet."""
        return sum(item is not None for item in self._channel)

    def _send(self, item: Event | None) -> None:
        self._channel.append(item)
        self._process.dispatcher.launch(self._work)

    def _work(self) -> None:
        while self._channel:
            item = self._channel.popleft()
            if item is not None:
                self.store_event(item)
            if item is None or self.is_full():
                self._count = 0
                self._uploads.signal()

    @rests_on("segment.md 4.3")
    def store_event(self, event: Event) -> None:
        """What cannot be stored is lost."""
        try:
            self._uploads.batches.append(self.encode(event))
            self._count += 1
        except (TooLargeError, OSError, ValueError) as problem:
            self._process.log(f"Segment: error adding payload {event['messageId']}: {problem}")

    @rests_on("segment.md 4.3", "guess")
    def encode(self, event: Event) -> str:
        """That kotlinx-serialization refuses NaN and infinities is not among the facts."""
        return encode(event)

    @rests_on("segment.md 4.2")
    def is_full(self) -> bool:
        return self._count >= self._flush_at


class SegmentDestination:
    """Key "Segment.io": a destination among others, which can be switched off like them (segment.md 3.1)."""

    key = "Segment.io"

    def __init__(
        self,
        process: Process,
        configuration: SegmentConfiguration,
        uploads: Uploads,
        bundled: Callable[[], list[str]],
    ) -> None:
        self._process = process
        self._uploads = uploads
        self._pipeline = Pipeline(process, configuration, uploads)
        self._bundled = bundled
        self._integrations: Mapping[str, Any] = {}

    def start(self, flush: Callable[[], None]) -> None:
        self._pipeline.start(flush)

    def queued(self) -> int:
        """Events on their way to a file or in one; a batch in flight is still a file."""
        return self._pipeline.waiting() + self._uploads.batches.count_events()

    @rests_on("segment.md 1.3", "inferred")
    def update(self, settings: Mapping[str, Any], is_initial: bool) -> None:  # noqa: ARG002 - the plugins' face
        """An object without apiKey cannot be read: no host, no httpConfig, an error for telemetry."""
        self._integrations = settings["integrations"]
        own = self._integrations.get(self.key)
        if isinstance(own, Mapping):
            if own.get("apiKey") is None:
                raise ValueError("Field 'apiKey' is required for type 'SegmentSettings', but it was missing")
            self.apply_host(own)
            self.apply_http_config(own)

    @rests_on("segment.md 1.3", "likely")
    def apply_host(self, own: Mapping[str, Any]) -> None:
        """Where none is named the one in use stays (since 1.6.1)."""
        host = own.get("apiHost")
        if isinstance(host, Mapping | list):
            raise ValueError("Expected a string for 'apiHost' of type 'SegmentSettings'")
        if host is not None:
            self._uploads.api_host = literal_text(host)

    @rests_on("segment.md 4.5")
    def apply_http_config(self, own: Mapping[str, Any]) -> None:
        self._uploads.retries.apply(own.get("httpConfig"))

    def enqueue(self, event: Mapping[str, Any]) -> None:
        self._put_in_pool_order({**event, "_metadata": self.metadata()})

    def track(self, event: Mapping[str, Any]) -> None:
        self.enqueue(event)

    def identify(self, event: Mapping[str, Any]) -> None:
        self.enqueue(event)

    def screen(self, event: Mapping[str, Any]) -> None:
        self.enqueue(event)

    def group(self, event: Mapping[str, Any]) -> None:
        self.enqueue(event)

    def alias(self, event: Mapping[str, Any]) -> None:
        self.enqueue(event)

    def flush(self) -> None:
        self._pipeline.flush()

    def reset(self) -> None:
        """Events that are stored or queued are kept (segment.md 5)."""

    @rests_on("segment.md 3.6")
    def metadata(self) -> dict[str, list[str]]:
        """Only the uploaded copy has it; in the order of insertion."""
        bundled = self._bundled()
        own = self._integrations.get(self.key)
        listed = texts_in(own.get("unbundledIntegrations")) if isinstance(own, Mapping) else []
        others = dict.fromkeys([*(key for key in self._integrations if key != self.key), *listed])
        return {"bundled": bundled, "unbundled": [key for key in others if key not in bundled], "bundledIds": []}

    @rests_on("moedest.md 4")
    def _put_in_pool_order(self, event: Event) -> None:
        """Between a device-mode call and the channel another thread may get ahead: the two vendors' orders differ."""
        if self._process.draws.random.random() < 0.5:
            self._process.dispatcher.launch(lambda: self._pipeline.put(event))
        else:
            self._pipeline.put(event)


@rests_on("segment.md 1.3", "inferred")
def texts_in(found: object) -> list[str]:
    """Of a list; anything else, and whatever else is in it, is passed over."""
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
