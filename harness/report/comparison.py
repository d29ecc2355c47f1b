"""What a comparison of two recordings found, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.compare.explained import Explained, reason_of
from harness.findings import Finding
from harness.reading import Recording

SEVERITIES = ("error", "warning")


def lines(left: Recording, right: Recording, explained: Explained, comparators: int) -> Iterator[str]:
    """Findings that nobody explained first; then the rest of what is known."""
    for side, recording in (("left", left), ("right", right)):
        yield f"{side}: {described(recording)}"
        yield from (f"{side}: {problem}" for problem in recording.problems)
    yield from (f"{one.severity}: {one}" for one in explained.findings if not reason_of(one))
    yield from (f"explained: {one}: {reason_of(one)}" for one in explained.findings if reason_of(one))
    yield from (f"stale: {one} explains nothing here" for one in explained.stale)
    yield counted(explained, comparators)


def described(recording: Recording) -> str:
    """``suites/test_it.py::test_it[jvm] on jvm, released SDK: analytics-kotlin 1.27.0, ...``."""
    header = recording.header
    made_of = ", ".join(header.sdks or header.models)
    said = f"{header.test} on {header.device}" if header.build else header.test
    return f"{said}, {header.engine}{f': {made_of}' if made_of else ''}" if header.engine else said


def counted(explained: Explained, comparators: int) -> str:
    """``14 comparators: 2 errors, 1 warning, 1 told, 3 explained, 0 stale``."""
    left = explained.unexplained
    counts = [_many(sum(one.severity == severity for one in left), severity) for severity in SEVERITIES]
    counts += [f"{len(_told(explained.findings))} told"]
    counts += [f"{sum(bool(reason_of(one)) for one in explained.findings)} explained", f"{len(explained.stale)} stale"]
    return f"{comparators} comparators: {', '.join(counts)}"


def _told(findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity == "info" and not reason_of(one)]


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
