"""A recording or a capture file as a table in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.calls import Call, Entry
from harness.reading import Recording
from harness.report.table import Row, rows_of
from harness.report.telling import describe_call, describe_unread
from harness.tally import Tally


def print_recording(recording: Recording, console: Console) -> None:
    for line in heading(recording):
        console.print(escape(line), highlight=False, soft_wrap=True)
    console.print(call_table(rows_of(recording.entries), is_told=bool(recording.header.build)))
    for line in [*recording.problems, summary(recording.entries), *Tally.of(recording.entries).lines()]:
        console.print(escape(line), highlight=False)


def heading(recording: Recording) -> list[str]:
    header = recording.header
    what = f"{header.test} on {header.device}" if header.build else "capture file: what the app was told is not known"
    models = f" (models of {', '.join(header.models)})" if header.models else ""
    said = [f"engine: {header.engine}{models}"] if header.engine else []
    said += [f"build: {header.build}, seed {header.seed}"] if header.build else []
    return [what, *said]


def call_table(rows: Sequence[Row], is_told: bool = True) -> Table:
    """``is_told``: what the app was told is known; of a capture file it is not."""
    started_s = rows[0].at_s if rows else 0.0
    table = Table(expand=True, show_lines=True)
    table.add_column("at", no_wrap=True)
    for name in ("the app was told", "Segment received", "MoEngage received"):
        table.add_column(name, overflow="fold", ratio=1)
    table.add_column("answer", min_width=6, max_width=14, overflow="fold")
    for row in rows:
        calls = [escape("\n".join(describe_call(call) for call in side)) for side in (row.segment, row.moengage)]
        told = "\n".join(told_in(row, is_told))
        table.add_row(f"+{row.at_s - started_s:.2f}s", escape(told), *calls, escape(row.answers))
    return table


def told_in(row: Row, is_told: bool) -> list[str]:
    itself = f"({row.itself})" if row.itself and is_told else ""
    unread = [*map(describe_unread, row.undecoded), *map(describe_unread, row.unknown)]
    return [text for text in (row.told or itself, *map(str, row.fates), *unread) if text]


def summary(entries: Sequence[Entry]) -> str:
    """``41 calls: 12 identify, ...; 0 undecoded, 0 unknown``: what nobody could read is always said."""
    kinds = Counter(f"{entry.what.vendor} {entry.what.kind}" for entry in entries if isinstance(entry.what, Call))
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return f"{kinds.total()} calls: {listed or 'none'}; {Tally.of(entries)}"
