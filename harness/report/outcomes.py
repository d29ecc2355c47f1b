"""What one test came to, gathered from its phases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.findings import Judged
from harness.tally import Tally


@dataclass
class Result:
    """``outcome``: passed, failed, error, skipped, xfailed (in a known gap). ``failure_class``: empty, assertion, or a
    class of errors.py."""

    test: str
    outcome: str = "passed"
    failure_class: str = ""
    text: str = ""
    duration_s: float = 0.0
    device: str = ""
    engine: str = ""
    kind: str = "virtual"
    """Of the engine: virtual, jvm or device."""
    models: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    recording: str = ""
    tally: Tally = field(default_factory=Tally)
    judged: Judged | None = None
    """None where no rule was asked."""
    gap: Mapping[str, str] | None = None
    """The known gap in which the test failed as it had to: name, reason, source, build."""

    def add(self, phase: str, outcome: str, duration_s: float, text: str, facts: Mapping[str, Any]) -> None:
        """One phase of three: setup, call, teardown. The first failure stays; a failed set-up is an error."""
        self.duration_s += duration_s
        self._learn(facts)
        if outcome == "failed" and self.outcome not in ("failed", "error"):
            self.outcome = "failed" if phase == "call" else "error"
            self.failure_class = str(facts.get("failure_class", "assertion"))
            self.text = text
        elif outcome == "skipped" and self.outcome == "passed":
            self.outcome, self.text = "xfailed" if self.gap else "skipped", text

    def _learn(self, facts: Mapping[str, Any]) -> None:
        for name in ("device", "engine", "recording"):
            if facts.get(name):
                setattr(self, name, str(facts[name]))
        if "kind" in facts:
            self.kind = str(facts["kind"])
            self.models, self.guessed = tuple(facts["models"]), tuple(facts["guessed"])
        if "unread" in facts:  # grows from phase to phase
            self.tally = Tally.from_plain(facts["unread"])
        if "judged" in facts:
            self.judged = Judged.from_plain(facts["judged"])
        if "gap" in facts:
            self.gap = facts["gap"]
