"""What each vendor received during one test, and what its back end does wrong on purpose.

A condition belongs to the test that says it and is undone by itself: at ``settle()``, or at the test's end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol

from harness.calls import Note
from harness.capture.conditions import AnswerCondition, Condition, SettingsCondition
from harness.capture.endpoints import EVERYTHING
from harness.capture.replies import default_settings
from harness.expectations.inbox import Inbox

Drop = Literal["before", "after", "truncated"]
"""before: no answer at all; after: taken, but the answer never comes; truncated: ends before its announced length."""


class Conditions(Protocol):
    """Where conditions go: the rig's proxy, for this device and test."""

    write_key: str
    workspace_id: str

    def apply(self, condition: Condition) -> None: ...
    def serve_settings(self, document: Mapping[str, Any]) -> None: ...
    def serve_sdkconfig(self, changes: Mapping[str, Any]) -> None:
        """Keys that the answer to MoEngage's configuration request has besides the harness's own."""
        ...

    def expect_moengage(self, is_on: bool) -> None: ...
    def catch_up(self) -> None:
        """Everything that the proxy has seen is on the ledger."""
        ...


@dataclass(frozen=True, repr=False)
class ConditionedInbox(Inbox):
    """An inbox whose vendor can be told to answer badly; ``UPLOADS`` is which of its requests carry calls."""

    UPLOADS: ClassVar[str]

    conditions: Conditions | None = None

    def answers(
        self,
        status: int | None = None,
        *,
        times: int | None = None,
        retry_after_s: float | None = None,
        delay_s: float = 0.0,
        drop: Drop | None = None,
        at: str | None = None,
    ) -> None:
        """From now on what carries calls is answered so, ``times`` times or until the condition is undone.

        Several with a number of times follow each other. A delay beyond the client's patience is a stall. ``at`` names
        another endpoint (capture/endpoints.py): "config", "devices", "everything".
        """
        path = at or self.UPLOADS
        self._backend.apply(AnswerCondition(self.vendor, path, status, times, retry_after_s, delay_s, drop))

    def unread(self, at: str | None = None) -> int:
        """How many requests were dropped before they were read: tries that reached nobody (``drop="before"``)."""
        self._backend.catch_up()
        path = at or self.UPLOADS
        notes = (one.what for one in self.ledger.entries(self.owner) if isinstance(one.what, Note))
        dropped = [note.data for note in notes if note.kind == "dropped" and note.data["vendor"] == self.vendor]
        return sum(path in (one["endpoint"], EVERYTHING) for one in dropped)

    @property
    def _backend(self) -> Conditions:
        assert self.conditions is not None
        return self.conditions


class SegmentInbox(ConditionedInbox):
    UPLOADS = "uploads"

    def answers_settings(
        self,
        *,
        after_s: float = 0.0,
        status: int | None = None,
        body: Mapping[str, Any] | str | None = None,
        times: int | None = None,
        drop: Drop | None = None,
        moengage: bool = True,
        workspace_id: str | None = None,
        others: Mapping[str, Any] | None = None,
        change: Mapping[str, Any] | None = None,
    ) -> None:
        """Late, failing, or another document: without MoEngage, with another workspace, with ``others`` among the
        integrations, or with top-level changes."""
        is_condition = bool(after_s) or any(one is not None for one in (status, body, drop))
        if not is_condition or not moengage or workspace_id is not None or others or change is not None:
            self._backend.serve_settings(self._document(moengage, workspace_id, others or {}, change or {}))
        if is_condition:
            self._backend.apply(SettingsCondition(after_s, status, body, times, drop))

    def _document(
        self, moengage: bool, workspace_id: str | None, others: Mapping[str, Any], change: Mapping[str, Any]
    ) -> dict[str, Any]:
        backend = self._backend
        document = default_settings(backend.write_key, workspace_id or backend.workspace_id)
        document["integrations"] |= others
        if not moengage:
            del document["integrations"]["MoEngage"]
        return {**document, **change}


class MoEngageInbox(ConditionedInbox):
    UPLOADS = "reports"

    def stays_off(self) -> None:
        """From now on this test means its SDK to deliver nothing of the app's: no fence is awaited here, so absences
        are judged by fences at Segment. (Settings without MoEngage say so by themselves.)"""
        self._backend.expect_moengage(False)

    def comes_on(self) -> None:
        """From now on it delivers again."""
        self._backend.expect_moengage(True)

    def answers_config(self, changes: Mapping[str, Any]) -> None:
        """Its remote configuration has these keys too: ``{"a_s": "blocked"}`` (facts: moengage.md 4.2)."""
        self._backend.serve_sdkconfig(changes)
