"""Files of events on their way to Segment: all of a flush at once, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Answer, Clock, Response
from harness.virtual.sdk.swift_http import Http
from harness.virtual.sdk.swift_retry import Retries
from harness.virtual.sdk.swift_retry_config import read_http_config
from harness.virtual.sdk.swift_storage import EventFiles


class Uploads:
    """``report`` is told of what went wrong, which telemetry counts (segment.md 1.5)."""

    def __init__(
        self, clock: Clock, http: Http, files: EventFiles, retries: Retries, report: Callable[[str], None]
    ) -> None:
        self._clock = clock
        self._http = http
        self._files = files
        self._retries = retries
        self.report = report
        self._under_way: set[str] = set()

    @rests_on("segment.md 1.3")
    def apply(self, said: Mapping[str, Any]) -> None:
        """What the settings say of Segment.io: without a host the one in use stays."""
        host = said.get("apiHost")
        if isinstance(host, str) and host:
            self._http.api_host = host
        self._retries.apply(read_http_config(said.get("httpConfig")))

    @rests_on("segment.md 4.1")
    def flush(self) -> None:
        """Nothing while one upload is still under way."""
        if self._under_way:
            return
        self.close_file()
        for name in self._files.closed():
            self.send_file(name)

    @rests_on("segment.md 4.3", "inferred")
    def close_file(self) -> None:
        """One that cannot be closed stays open, and takes later events in."""
        try:
            self._files.close_file()
        except OSError as problem:
            self.report(f"storageUnableToRename({problem})")

    @rests_on("segment.md 2.1")
    def send_file(self, name: str) -> None:
        """All files in parallel."""
        decision = self._retries.decide(name, self._clock.wall())
        if decision == "drop":
            self._files.delete_file(name)
            self.report("batchUploadFail")
        elif decision == "send":
            self._under_way.add(name)
            body, count = self._files.read(name), self._retries.retry_count(name)
            self._http.upload(body, count, lambda answer: self.conclude(name, answer))

    @rests_on("segment.md 4.4")
    def conclude(self, name: str, answer: Answer) -> None:
        self._under_way.discard(name)
        if not isinstance(answer, Response):
            self.report(f"networkUnknown({answer.reason})")
            return
        self._retries.note(name, answer.status, self.retry_after_s(answer), self._clock.wall())
        if self._retries.deletes(answer.status):
            self._files.delete_file(name)
        if answer.status >= 300:
            self.report(error_of(answer.status))

    @rests_on("segment.md 4.5")
    def retry_after_s(self, answer: Response) -> float | None:
        """Whole seconds only; a date counts as nothing."""
        text = answer.headers.get("retry-after", "")
        return float(text) if text.isdigit() else None


@rests_on("segment.md 1.5", "guess")
def error_of(status: int) -> str:
    """The names are the SDK's own errors; how they are worded in telemetry is not known."""
    name = "networkServerLimited" if status == 429 else "networkServerRejected"
    return f"{'networkUnexpectedHTTPCode' if status < 400 else name}({status})"
