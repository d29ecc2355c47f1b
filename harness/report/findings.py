"""Findings of rules as text: what each says, and the ledger around the exchange that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from harness.calls import Call, Entry, Undecoded
from harness.expectations.excerpt import excerpt
from harness.findings import Finding, Judged
from harness.report.outcomes import Result

MOST = 6
MOST_LINES = 8


def explain(findings: Sequence[Finding], entries: Sequence[Entry], recording: str, repeat: str) -> str:
    """The whole message of a test that a rule failed."""
    lines = [f"rule {finding}" for finding in findings[:MOST]]
    lines += [f"and {len(findings) - MOST} other findings"] if findings[MOST:] else []
    lines += ["ledger (! the exchange of a finding):", *excerpt(entries, _marks(findings, entries))]
    lines += [f"recording: {recording}", f"repeat: {repeat}"]
    return "\n".join([*lines, f'if it is right: @pytest.mark.allow("{findings[0].rule}", reason="...")'])


def _marks(findings: Sequence[Finding], entries: Sequence[Entry]) -> dict[int, str]:
    wanted = {exchange for finding in findings for exchange in finding.exchanges}
    marked = (one for one in entries if isinstance(one.what, Call | Undecoded) and one.what.exchange_id in wanted)
    return {one.position: "!" for one in marked}


def summary_lines(results: Sequence[Result], rules: int) -> Iterator[str]:
    """``18 rules: 0 findings, 12 warnings, 1 allowed``, and each of them by name."""
    judged = [(result, result.judged) for result in results if result.judged is not None]
    if not judged:
        return
    broken = [finding for _, one in judged for finding in one.broken]
    warned = [finding for _, one in judged for finding in one.warnings]
    spared = [(result, one) for result, one in judged if one.spared]
    yield f"{rules} rules: {len(broken)} findings, {len(warned)} warnings, {len(spared)} allowed"
    yield from (f"  finding: {line}" for line in _counted(broken))
    yield from (f"  warning: {line}" for line in _counted(warned))
    yield from (f"  allowed: {line}" for result, one in spared for line in _allowed(result, one))


def _counted(findings: Sequence[Finding]) -> Iterator[str]:
    """By rule: its first message stands for all."""
    counts = Counter(finding.rule for finding in findings)
    first = {finding.rule: finding for finding in reversed(findings)}
    for rule, count in counts.most_common(MOST_LINES):
        yield f"{count}x {first[rule]}" if count > 1 else str(first[rule])


def _allowed(result: Result, judged: Judged) -> Iterator[str]:
    for rule in dict.fromkeys(finding.rule for finding in judged.spared):
        yield f"{rule} in {result.test}: {judged.allowed[rule]}"
