"""What each vendor received during one test, and what its back end does wrong on purpose.

A condition belongs to the test that says it and is undone by itself: at ``settle()``, or at the test's end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from harness.capture.conditions import AnswerCondition, Condition, SettingsCondition
from harness.capture.replies import default_settings
from harness.expectations.inbox import Inbox

Drop = Literal["before", "after", "truncated"]
"""before: no answer at all; after: taken, but the answer never comes; truncated: half of it."""


class Conditions(Protocol):
    """Where conditions go: the rig's proxy, for this device and test."""

    write_key: str
    workspace_id: str

    def apply(self, condition: Condition) -> None: ...
    def serve_settings(self, document: Mapping[str, Any]) -> None: ...


@dataclass(frozen=True, repr=False)
class SegmentInbox(Inbox):
    conditions: Conditions | None = None

    def answers(
        self,
        status: int | None = None,
        *,
        times: int | None = None,
        retry_after_s: float | None = None,
        delay_s: float = 0.0,
        drop: Drop | None = None,
    ) -> None:
        """From now on uploads are answered so, ``times`` times or until the condition is undone."""
        self._conditions.apply(AnswerCondition(self.vendor, "uploads", status, times, retry_after_s, delay_s, drop))

    def answers_settings(
        self,
        *,
        after_s: float = 0.0,
        status: int | None = None,
        body: Mapping[str, Any] | str | None = None,
        times: int | None = None,
        moengage: bool = True,
        workspace_id: str | None = None,
        change: Mapping[str, Any] | None = None,
    ) -> None:
        """Late, failing, or another document: without MoEngage, with another workspace, or with top-level changes."""
        changed = not moengage or workspace_id is not None or change is not None
        if changed:
            self._conditions.serve_settings(self._document(moengage, workspace_id, change or {}))
        if after_s or status is not None or body is not None:
            self._conditions.apply(SettingsCondition(after_s=after_s, status=status, body=body, times=times))

    def _document(self, moengage: bool, workspace_id: str | None, change: Mapping[str, Any]) -> dict[str, Any]:
        conditions = self._conditions
        document = default_settings(conditions.write_key, workspace_id or conditions.workspace_id)
        if not moengage:
            del document["integrations"]["MoEngage"]
        return {**document, **change}

    @property
    def _conditions(self) -> Conditions:
        assert self.conditions is not None
        return self.conditions


@dataclass(frozen=True, repr=False)
class MoEngageInbox(Inbox):
    conditions: Conditions | None = None

    def answers(
        self,
        status: int | None = None,
        *,
        times: int | None = None,
        retry_after_s: float | None = None,
        delay_s: float = 0.0,
        drop: Drop | None = None,
    ) -> None:
        """From now on reports are answered so, ``times`` times or until the condition is undone."""
        assert self.conditions is not None
        self.conditions.apply(AnswerCondition(self.vendor, "reports", status, times, retry_after_s, delay_s, drop))
