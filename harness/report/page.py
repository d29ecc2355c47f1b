"""One static page that opens without a network: outcomes, call tables, failure texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.errors import HarnessError, InfrastructureError
from harness.reading import read
from harness.report.outcomes import Result
from harness.report.table import Row, rows_of
from harness.report.telling import describe_call, describe_unread

ORDER = {"failed": 0, "error": 1, "xfailed": 2, "passed": 3, "skipped": 4}


@dataclass(frozen=True)
class Section:
    """One test on the page. ``problem`` says why its recording could not be shown."""

    result: Result
    rows: Sequence[Row] = ()
    started_s: float = 0.0
    build: str = ""
    sdks: Sequence[str] = field(default_factory=tuple)
    problem: str = ""


def write_page(results: Sequence[Result], folder: Path, seed: str, unread: Sequence[str] = ()) -> Path:
    """Writes ``index.html`` into the folder; InfrastructureError where that cannot be done.

    ``unread``: what the whole run could not read, in lines.
    """
    page = folder / "index.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        page.write_text(render(results, seed, unread), encoding="utf-8", errors="backslashreplace")
    except OSError as problem:
        raise InfrastructureError(
            f"the report cannot be written to {folder}: {problem.strerror or problem}",
            next_step="name a writable folder with --report DIR; the recordings are complete",
        ) from problem
    return page


def render(results: Sequence[Result], seed: str, unread: Sequence[str] = ()) -> str:
    environment = Environment(
        loader=PackageLoader("harness.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"call": describe_call, "unread": describe_unread}
    shown = sorted(results, key=lambda result: (ORDER[result.outcome], result.test))
    with_device = [result for result in shown if result.device]
    return environment.get_template("page.html").render(
        sections=[section_of(result) for result in shown],
        counts=Counter(result.outcome for result in shown),
        engines=sorted({result.engine for result in with_device}),
        released=list(dict.fromkeys(one for result in with_device if result.kind == "jvm" for one in result.models)),
        models=list(dict.fromkeys(one for result in with_device if result.kind == "virtual" for one in result.models)),
        guessed=sorted({behaviour for result in with_device for behaviour in result.guessed}),
        seed=seed,
        unread=unread,
    )


def section_of(result: Result) -> Section:
    if not result.recording:
        return Section(result)
    try:
        recording = read(Path(result.recording))
    except (HarnessError, OSError) as problem:
        return Section(result, problem=f"the recording cannot be read: {problem}")
    rows = rows_of(recording.entries)
    started_s = rows[0].at_s if rows else 0.0
    return Section(result, rows, started_s, recording.header.build, recording.header.sdks)
