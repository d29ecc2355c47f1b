"""A phone on which the walk that was captured with the real SDK is played on the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.virtual.sdk.seams import Answer, AppInfo, Request
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import MemoryStorage, an_android_process
from tests.virtual.sdk.kotlin_app import KotlinApp, launch

SEGMENT: dict[str, Any] = {"apiKey": "wk_probe", "apiHost": "api.segment.io/v1", "unbundledIntegrations": ["Amplitude"]}
SMART = {"rateLimitConfig": {"enabled": True}, "backoffConfig": {"enabled": True, "baseBackoffInterval": 0.5}}
TRAITS = {
    "name": "Ann",
    "age": 41,
    "score": 1.5,
    "big": 12345678901234,
    "vip": True,
    "none": None,
    "list": [1, "two", None, {"k": "v"}],
    "map": {"a": {"b": 2.0}},
    "born": "1985-01-02T03:04:05.000Z",
    "empty": {},
    "uni": 'Zoë ✓ " / \\',
}


class Walk:
    """``traffic`` is (label, request, answer), in order; ``app`` is there from the first start on."""

    app: KotlinApp

    def __init__(self, release: str) -> None:
        self._release = release
        process = an_android_process("walk")
        process.app = AppInfo("Sample", "com.example.sample", "1.0", "1")
        self._process = process
        self._labels: list[str] = []
        self._label = ""
        self.settings()

    @property
    def traffic(self) -> list[tuple[str, Request, Answer]]:
        network = self._process.network
        return list(zip(self._labels, network.requests, network.given, strict=True))

    def label(self, name: str) -> None:
        """What is sent from now on belongs to it."""
        self._mark()
        self._label = name

    def _mark(self) -> None:
        new = len(self._process.network.requests) - len(self._labels)
        self._labels += [self._label] * new

    def settings(self, changes: Mapping[str, Any] | None = None, sample_rate: float = 0) -> None:
        """With these integrations beside or instead of the usual ones (None: taken out)."""
        integrations = {"Segment.io": SEGMENT, "MoEngage": {"apiKey": "W", "appId": "W"}, **(changes or {})}
        document = {"integrations": {key: entry for key, entry in integrations.items() if entry is not None}}
        self.answers("/settings", an_answer(200, {**document, "metrics": {"sampleRate": sample_rate}}))

    def smart(self) -> None:
        self.settings({"Segment.io": {**SEGMENT, "httpConfig": SMART}})

    def answers(self, part: str, answer: Answer) -> None:
        self._process.network.answers(part, answer)

    def start(self, *, is_fresh: bool = True, link: str | None = None, is_ready: bool = True, **chosen: Any) -> None:
        """The process is (re)started; on a fresh installation or on the data that are there."""
        storage = MemoryStorage() if is_fresh else self._process.storage
        self._process = self._process.relaunched(storage=storage)
        usual = {"write_key": "wk_probe", "flush_interval_s": 3600, "tracks_lifecycle": True, "tracks_deep_links": True}
        self.app = launch(self._process, self._release, **{**usual, **chosen})
        self.do("launched")
        if link:
            self.do("opened_link", link)
        self.do("entered_foreground")
        self.pass_by(1.2 if is_ready else 0)

    def lose_permissions(self) -> None:
        self._process.permissions = frozenset

    def kill(self) -> None:
        self._process.dispatcher.end()

    def upgrade(self) -> None:
        self._process.app = AppInfo("Sample", "com.example.sample", "1.1", "2")

    def do(self, verb: str, *arguments: Any) -> None:
        self.app.do(verb, *arguments)
        self.pass_by(0.15)

    def flush(self, settle_s: float = 1.2) -> None:
        self.do("flush")
        self.pass_by(settle_s)

    def track(self, *names: str) -> None:
        for name in names:
            self.do("track", name)

    def pass_by(self, seconds: float) -> None:
        self._process.advance(seconds)

    def hold(self, part: str) -> None:
        self._process.network.hold(part)

    def release(self, part: str) -> None:
        self._process.network.release(part)
        self._process.run()
