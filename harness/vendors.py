"""The vendors' side of one device's rig: documents and conditions in, canaries and open requests out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.calls import FENCE, Action, Entry, Note
from harness.capture.conditions import Condition
from harness.capture.proxy import Proxy
from harness.capture.replies import Answers, default_sdkconfig, default_settings, describe_settings
from harness.ledger import Ledger


class ProxyBackend:
    """``is_slow``: a device for which verbs take longer than a phone's, in real time. While it is told them the time of
    answers that are held back stands still, so that a test means the same there."""

    def __init__(
        self, proxy: Proxy, ledger: Ledger, device: str, write_key: str, workspace_id: str, *, is_slow: bool = False
    ) -> None:
        self._proxy = proxy
        self._ledger = ledger
        self._device = device
        self._canaries: set[str] = set()
        self._in_force: list[Condition] = []
        self._sdkconfig: dict[str, Any] = {}
        self._settings: Mapping[str, Any] = {}
        self._is_moengage_on = True
        self._is_slow = is_slow
        self._does_time_run = True
        self.write_key = write_key
        self.workspace_id = workspace_id

    def begin(self, is_unflushed: bool) -> None:
        """A new test: no condition, the documents of a healthy back end."""
        self._canaries.clear()
        self._is_moengage_on = True
        self._in_force.clear()
        self.let_time_run()
        self._proxy.lift(self._device)
        self._sdkconfig = {"f_e": [FENCE]} if is_unflushed else default_sdkconfig()
        self._serve(default_settings(self.write_key, self.workspace_id))

    @property
    def is_device_mode(self) -> bool:
        return self._is_moengage_on and "MoEngage" in self._settings.get("integrations", {})

    def expect_moengage(self, is_on: bool) -> None:
        self._is_moengage_on = is_on

    def serve_settings(self, document: Mapping[str, Any]) -> None:
        """From now on, by a test."""
        self._ledger.append(Note("settings", self._device, describe_settings(document)))
        self._serve(document)

    def _serve(self, document: Mapping[str, Any]) -> None:
        self._settings = document
        self._proxy.serve(self._device, Answers(dict(document), self._sdkconfig))

    def serve_sdkconfig(self, changes: Mapping[str, Any]) -> None:
        self._ledger.append(Note("settings", self._device, f"MoEngage's configuration: {dict(changes)!r}"))
        self._sdkconfig |= changes
        self._serve(self._settings)

    def apply(self, condition: Condition) -> None:
        self._in_force.append(condition)
        self._ledger.append(Note("condition", self._device, str(condition)))
        self._proxy.apply(self._device, condition)

    def lift_conditions(self) -> tuple[str, ...]:
        lifted, self._in_force = tuple(str(one) for one in self._in_force), []
        if lifted:
            self._proxy.lift(self._device)
        return lifted

    def has_seen_canary(self, token: str) -> bool:
        return token in self._canaries

    def see_canary(self, path: str) -> None:
        self._canaries.add(path.rsplit("/", 1)[-1])

    def catch_up(self) -> None:
        self._proxy.settle()

    def open_requests(self) -> int:
        return self._proxy.held(self._device)

    def advance(self, seconds: float) -> None:
        self._proxy.advance(seconds)

    def hear(self, entry: Entry) -> None:
        """Of the ledger: a verb has begun."""
        if self._is_slow and isinstance(entry.what, Action):
            self._run_time(False)

    def let_time_run(self) -> None:
        """The test waits for something, or lets time pass."""
        self._run_time(True)

    def _run_time(self, runs: bool) -> None:
        if self._does_time_run != runs:
            self._does_time_run = runs
            self._proxy.let_time_run(self._device, runs)
