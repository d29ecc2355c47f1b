"""A recording or a capture file judged by the rules, without a phone."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from harness import rules
from harness.builds import Build, load_builds
from harness.calls import Call
from harness.errors import InfrastructureError
from harness.findings import Finding
from harness.reading import Recording, read
from harness.tally import Tally
from harness.traffic import Traffic

FOUND = 1
"""Exit code where a rule found an error."""


def check_file(file: Path, out: Path | None, builds: Path | None = None) -> int:
    """Prints findings; writes ``{"calls": n, "undecoded": [...], "findings": [{"rule", "severity", ...}]}``."""
    recording = read(file)
    findings = rules.judge(traffic_of(recording, load_builds(builds)))
    if out is not None:
        _write(out, plain(recording, findings))
    _print(recording, findings, Console())
    return FOUND if any(finding.severity == "error" for finding in findings) else 0


def traffic_of(recording: Recording, builds: dict[str, Build]) -> Traffic:
    """A recording says what the app was told and which build it was; a capture file says neither."""
    header = recording.header
    return Traffic(
        recording.entries,
        platform=header.device.partition(":")[2] if header.build else "",
        build=builds.get(header.build),
        builds=builds,
        is_told=bool(header.build),
    )


def plain(recording: Recording, findings: list[Finding]) -> dict[str, object]:
    tally = Tally.of(recording.entries)
    return {
        "calls": count_calls(recording),
        "undecoded": [str(seen) for seen in tally.seen if not seen.is_unknown],
        "unknown": [str(seen) for seen in tally.seen if seen.is_unknown],
        "findings": [finding.plain() for finding in findings],
        "problems": list(recording.problems),
    }


def count_calls(recording: Recording) -> int:
    return sum(isinstance(entry.what, Call) for entry in recording.entries)


def _print(recording: Recording, findings: list[Finding], console: Console) -> None:
    for finding in findings:
        console.print(f"{finding.severity}: {escape(str(finding))}", highlight=False, soft_wrap=True)
    counts = ", ".join(f"{sum(one.severity == name for one in findings)} {name}s" for name in ("error", "warning"))
    tally = Tally.of(recording.entries)
    said = f"{count_calls(recording)} calls, {tally}; {len(rules.names())} rules: {counts}"
    for line in [*recording.problems, *tally.lines(), said]:
        console.print(escape(line), highlight=False, soft_wrap=True)


def _write(out: Path, said: dict[str, object]) -> None:
    try:
        out.write_text(
            json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", errors="backslashreplace"
        )
    except OSError as problem:
        raise InfrastructureError(
            f"{out} cannot be written: {problem.strerror or problem}", next_step="name a file in a writable folder"
        ) from problem
