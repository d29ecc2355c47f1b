"""The last lines of a run: what passed, and on what; what nobody could read; what came too late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from harness.report.outcomes import Result
from harness.tally import Tally

KINDS = {"virtual": "on virtual phones", "jvm": "on a JVM, no device, MoEngage: stand-in", "device": "on devices"}
MOST_TESTS = 3


def last_line(results: Sequence[Result]) -> str:
    """``12 passed on virtual phones: models of analytics-kotlin 1.27.0, ...; 9 behaviours guessed. 0 on devices.``"""
    by_kind = {kind: [one for one in results if one.device and one.kind == kind] for kind in KINDS}
    said = [f"{_outcomes(found)} {KINDS[kind]}{_of(kind, found)}." for kind, found in by_kind.items() if found]
    return " ".join([*said, *([] if by_kind["device"] else ["0 on devices."])])


def _of(kind: str, results: Sequence[Result]) -> str:
    return "" if kind == "device" else f": {_models(results)}"


def unread_lines(results: Sequence[Result], late: Mapping[str, int], unowned: Tally) -> list[str]:
    """``0 undecoded, 0 unknown, 0 late``: how much, zero too; then the names of what it was."""
    tally = Tally()
    for one in [*(result.tally for result in results), unowned]:
        tally.take(one)
    heading = f"{tally}, {sum(late.values())} late"
    return [heading, *(f"  {line}" for line in [*tally.lines(), *_late_lines(late)])]


def _late_lines(late: Mapping[str, int]) -> Iterator[str]:
    """Calls of a test that had ended are in no recording; a test that leaves some should settle() before its end."""
    for test, count in Counter(late).most_common(MOST_TESTS):
        yield f"late: {count} {'call' if count == 1 else 'calls'} came after the end of {test}"
    if len(late) > MOST_TESTS:
        yield f"late: and of {len(late) - MOST_TESTS} other tests"


def gap_lines(results: Sequence[Result]) -> Iterator[str]:
    """``2 in known gaps``, and each gap by name, with the tests that stand in it."""
    standing = [(result.gap, result.test) for result in results if result.gap is not None]
    if not standing:
        return
    yield f"{len(standing)} in known gaps"
    for name in dict.fromkeys(gap["name"] for gap, _ in standing):
        gap = next(one for one, _ in standing if one["name"] == name)
        tests = ", ".join(test for one, test in standing if one["name"] == name)
        yield f"  known gap: {name}: {gap['reason']} ({gap['source']}) in {tests}"


def _outcomes(results: Sequence[Result]) -> str:
    counts = Counter(result.outcome for result in results)
    names = [name for name in ("failed", "error", "xfailed", "passed", "skipped") if counts[name]]
    return ", ".join(f"{counts[name]} {name}" for name in names)


def _models(results: Sequence[Result]) -> str:
    models = dict.fromkeys(model for result in results for model in result.models)
    guessed = {behaviour for result in results for behaviour in result.guessed}
    is_released = any(result.kind == "jvm" for result in results)
    counted = "" if is_released else f"; {len(guessed)} behaviours guessed"
    return f"{'released' if is_released else 'models of'} {', '.join(models)}{counted}"
