"""What came of an expectation, as a value: ``explain`` turns it into text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from harness.calls import Call, Entry
from harness.expectations.inbox import Settled
from harness.patterns.fields import Mismatch


class Described(Protocol):
    """What an expectation needs of a pattern."""

    @property
    def vendor(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str | None: ...
    def mismatches(self, call: Call) -> tuple[Mismatch, ...]: ...
    def closeness(self, call: Call) -> tuple[bool, int]: ...


@dataclass(frozen=True)
class Anything:
    """Describes every call of a vendor: for the expectation that none comes."""

    vendor: str
    kind: str = "anything"
    name: None = None

    def mismatches(self, call: Call) -> tuple[Mismatch, ...]:  # noqa: ARG002 (a description's)
        return ()

    def closeness(self, call: Call) -> tuple[bool, int]:  # noqa: ARG002 (a description's)
        return False, 0

    def __str__(self) -> str:
        return f"{self.vendor} anything"


@dataclass(frozen=True)
class Verdict:
    """A failed expectation. ``said`` is the sentence after the pattern: ``not received within 5 s``.

    ``matches`` are the calls that are as described; ``earlier`` is one that came before the action. Where too few came,
    ``closest`` is one that is not as described, with the fields that differ. ``fates`` say what became of what the app
    was told under the pattern's name.
    """

    pattern: Described
    said: str
    entries: tuple[Entry, ...]
    since: int = -1
    matches: tuple[Entry, ...] = ()
    is_missing: bool = False
    earlier: Entry | None = None
    closest: Entry | None = None
    mismatches: tuple[Mismatch, ...] = ()
    settled: Settled | None = None
    fates: tuple[str, ...] = ()
    recording: str = ""
    repeat: str = ""
    wanted: tuple[Described, ...] = ()
    expected: tuple[Described, ...] = ()
    """All that should have come, in any order."""
