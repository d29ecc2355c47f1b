"""What users wait for, as ratios against a peer in the same run: absolute times say little on a shared machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from harness.bench.figure import Figure
from harness.errors import ConfigurationError


def figures() -> dict[str, Callable[[], Figure]]:
    """Every figure by name, in the order in which they are measured."""
    from harness.bench import judging, proxying, remembering, waiting

    return {
        "capture_keepalive_vs_mitmdump": lambda: proxying.measure("capture_keepalive_vs_mitmdump", per_connection=0),
        "capture_new_connections_vs_mitmdump": lambda: proxying.measure(
            "capture_new_connections_vs_mitmdump", per_connection=1
        ),
        "call_to_assertion_vs_poll_100ms": waiting.measure,
        "memory_100k_vs_flows": remembering.measure_memory,
        "query_100k_vs_naive": remembering.measure_query,
        "rules_10k_vs_decoding": judging.measure,
    }


def run_bench(file: Path | None, only: Sequence[str]) -> int:
    """Prints each figure as it comes; writes the JSON list of {name, ours, peer, peer_name, ratio, unit}."""
    known = figures()
    if unknown := [name for name in only if name not in known]:
        raise ConfigurationError(f"unknown figures: {', '.join(unknown)}", next_step=f"known: {', '.join(known)}")
    measured = []
    for name, measure in known.items():
        if not only or name in only:
            measured.append(measure())
            click.echo(str(measured[-1]))
    if file is not None:
        file.write_text(json.dumps([vars(figure) for figure in measured], indent=2) + "\n", encoding="utf-8")
    return 0
