"""The upload loop of analytics-kotlin: one signal at a time, one batch after another."""

from __future__ import annotations

import gzip
from email.utils import parsedate_to_datetime

from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_batches import Batches
from harness.virtual.sdk.kotlin_http import Http, upload_request
from harness.virtual.sdk.kotlin_release import Release
from harness.virtual.sdk.kotlin_retry import Retries
from harness.virtual.sdk.kotlin_state import Preferences
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.seams import Answer, NoAnswer, Process, Response


class Uploads:
    def __init__(
        self,
        process: Process,
        http: Http,
        release: Release,
        preferences: Preferences,
        configuration: SegmentConfiguration,
    ) -> None:
        self._process = process
        self._http = http
        self._release = release
        self._signals = 0
        self._is_busy = False
        self.batches = Batches(process, preferences, configuration.write_key, release.closes_left_files)
        self.retries = Retries(preferences, release, process.draws.random)
        self.api_host = configuration.api_host

    @rests_on("segment.md 4.1")
    def signal(self) -> None:
        """While an upload is running, the next signal waits."""
        self._signals += 1
        self._process.dispatcher.launch(self._start)

    def _start(self) -> None:
        if self._signals and not self._is_busy:
            self._signals -= 1
            self._is_busy = True
            self.roll_over()
            is_paused = self.retries.is_paused(self._now_ms())
            self._send_next([] if is_paused else self.batches.closed())

    @rests_on("segment.md 4.3", "inferred")
    def roll_over(self) -> None:
        """A file that cannot be closed stays open, and takes later events in."""
        try:
            self.batches.roll_over()
        except OSError as problem:
            self._process.log(f"Segment: the batch file is not closed: {problem}")

    @rests_on("segment.md 2.1")
    def _send_next(self, names: list[str]) -> None:
        while names:
            name = names.pop(0)
            decision = self.retries.decide(self.batches.path(name), self._now_ms())
            if decision == "send":
                self.send_batch(name, names)
                return
            if decision == "drop":
                self.give_up_batch(name, "retry limits exceeded")
        self._is_busy = False
        if self._signals:
            self._process.dispatcher.launch(self._start)

    @rests_on("segment.md 1.2")
    def send_batch(self, name: str, rest: list[str]) -> None:
        body = gzip.compress(self.batches.read(name), compresslevel=6, mtime=0)
        retry_count = self.retries.retry_count(self.batches.path(name))
        request = upload_request(self.api_host, self._release, body, retry_count)
        self._http.send(request, lambda answer: self._answered(name, rest, answer))

    def _answered(self, name: str, rest: list[str], answer: Answer) -> None:
        self.conclude(name, answer)
        self.retries.persist()
        self._send_next(rest)

    @rests_on("segment.md 4.4")
    def conclude(self, name: str, answer: Answer) -> None:
        path, now_ms = self.batches.path(name), self._now_ms()
        if isinstance(answer, NoAnswer):
            self._process.log(f"Segment: error uploading events from batch file {name}: {answer.reason}")
            self.retries.note_failure(path, 500, None, now_ms)
        elif answer.status < 300:
            self.retries.note_success(path)
            self.batches.delete_batch(name)
        else:
            self.retries.note_failure(path, answer.status, self.retry_after_s(answer), now_ms)
            self._keep_or_give_up(name, answer.status)

    def _keep_or_give_up(self, name: str, status: int) -> None:
        if self.retries.deletes(status):
            self.give_up_batch(name, f"rejected with HTTP {status}")
        else:
            self._process.log(f"Segment: batch {name} is kept after HTTP {status}")

    def give_up_batch(self, name: str, reason: str) -> None:
        self._process.log(f"Segment: batch {name} dropped: {reason}")
        self.batches.delete_batch(name)

    @rests_on("segment.md 4.5")
    def retry_after_s(self, answer: Response) -> int | None:
        """Whole seconds; an HTTP date is read by newer releases only."""
        text = answer.headers.get("retry-after", "").strip()
        if text.lstrip("+-").isdigit():
            return int(text)
        return self._seconds_until(text) if self._release.reads_retry_after_dates else None

    def _seconds_until(self, date: str) -> int | None:
        try:
            return max(0, round(parsedate_to_datetime(date).timestamp() - self._process.clock.wall()))
        except (TypeError, ValueError):
            return None

    def _now_ms(self) -> int:
        return int(self._process.clock.wall() * 1000)
