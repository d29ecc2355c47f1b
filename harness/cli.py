"""The ``harness`` command: words for what other modules do, and their errors as exit codes."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from harness.errors import ConfigurationError, HarnessError
from harness.options import Options, explain_mistakes, read_options


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Proves what a mobile app's analytics SDKs really send to Segment and MoEngage.

    Exit codes: 0 well; 70 harness, 71 device, 72 capture, 73 app, 74 infrastructure, 78 configuration.
    """


def command(function: Callable[..., int]) -> click.Command:
    """A command of ``harness``: an error of ours becomes its text and its exit code."""

    @main.command()
    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            sys.exit(function(*args, **kwargs))
        except HarnessError as problem:
            click.echo(f"{problem.failure_class}: {problem}", err=True)
            sys.exit(problem.exit_code)

    return run


def options(**given: Any) -> Options:
    """Those of environment and [tool.harness], with what the command line gave."""
    from harness.run import completed

    found = completed(read_options(given, os.environ, Path("pyproject.toml")))
    if found.mistakes:
        raise ConfigurationError(explain_mistakes(found.mistakes), next_step="mend these and run again")
    return found


@command
def doctor() -> int:
    """Checks versions, ports, certificates and a round trip through proxy and phones; says what to do."""
    from harness.doctor import examine

    return examine(options())


@command
def devices() -> int:
    """Lists the devices that --device can name here."""
    from harness.devices.jvm import missing_part
    from harness.devices.spec import VIRTUAL, parse_device
    from harness.run import builds_for

    for text in VIRTUAL:
        current = builds_for(parse_device(text), options()).current
        click.echo(f"{text:<18} ready   models of {', '.join(current.sdks())}")
    released = builds_for(parse_device("jvm"), options()).current.analytics
    state = missing_part() or f"ready   released {released} and older, no device; MoEngage: stand-in"
    click.echo(f"{'jvm':<18} {state}")
    return 0


@command
@click.option("--seed", help="of users, ids, and all that the facts leave open")
def demo(seed: str | None) -> int:
    """Runs the suites on both virtual phones, and shows what reached Segment and MoEngage."""
    from harness.demo import run_demo

    return run_demo(options(seed=seed))


@command
@click.argument("recording", type=click.Path(path_type=Path))
def show(recording: Path) -> int:
    """Prints the call table of a RECORDING, or of a capture file (ndjson)."""
    from rich.console import Console

    from harness.reading import read
    from harness.report.show import print_recording

    print_recording(read(recording), Console())
    return 0


@command
@click.argument("recording", type=click.Path(path_type=Path))
@click.option("--json", "file", type=click.Path(path_type=Path), help="where to write what was found")
def check(recording: Path, file: Path | None) -> int:
    """Judges a RECORDING, or a capture file (ndjson), by the rules; exit code 1 where one finds an error."""
    from harness.check import check_file

    return check_file(recording, file, options().builds)


@command
@click.argument("left", type=click.Path(path_type=Path))
@click.argument("right", type=click.Path(path_type=Path))
@click.option("--json", "file", type=click.Path(path_type=Path), help="where to write what was found")
@click.option("--explained", type=click.Path(path_type=Path), help="differences that are known, with reasons (TOML)")
def compare(left: Path, right: Path, file: Path | None, explained: Path | None) -> int:
    """Compares two recordings, or capture files (ndjson): calls, fields, identities, transport, fates.

    Exit code 1 where a difference is left that nobody explained, 2 where a file cannot be read.
    """
    from harness.comparison import compare_files

    return compare_files(left, right, file, explained)


@command
@click.option("--device", "device", default="virtual:android", show_default=True)
@click.option("--recordings", type=click.Path(path_type=Path), help="folder of the recording")
@click.option("--for", "for_s", type=float, help="end after so many seconds (otherwise with Ctrl-C)")
def watch(device: str, recordings: Path | None, for_s: float | None) -> int:
    """Opens proxy and device without a test, and prints calls as they come; leaves a recording."""
    from harness.watch import run_watch

    return run_watch(options(devices=[device], recordings=recordings), for_s)


@command
@click.option("--json", "file", type=click.Path(path_type=Path), help="where to write the figures")
@click.option("--only", multiple=True, help="a figure's name; repeatable")
def bench(file: Path | None, only: tuple[str, ...]) -> int:
    """Measures what users wait for, as ratios against a peer in the same run."""
    from harness.bench import run_bench

    return run_bench(file, only)


@command
@click.option("--list", "listed", is_flag=True, help="name every fault of the modelled SDKs")
@click.option("--matrix", is_flag=True, help="run the suites under each fault; print which tests it reddens")
@click.option("--fault", "faults", multiple=True, help="with --matrix: only this one; repeatable")
@click.option("--suites", type=click.Path(path_type=Path), default=Path("suites"), show_default=True)
@click.option("--json", "file", type=click.Path(path_type=Path), help="with --matrix: where to write it")
def mutate(listed: bool, matrix: bool, faults: tuple[str, ...], suites: Path, file: Path | None) -> int:
    """Deliberate defects of the modelled SDKs: what they are, and what they redden."""
    from harness import mutate

    if matrix:
        return mutate.print_matrix(suites, faults, file)
    if listed:
        return mutate.list_faults()
    raise ConfigurationError("nothing to do", next_step="harness mutate --list, or --matrix")


@command
@click.option("--suites", type=click.Path(path_type=Path), default=Path("suites"), show_default=True)
@click.option("--json", "file", type=click.Path(path_type=Path), help="where to write the table")
@click.option("--check", "is_checked", is_flag=True, help="run each row's kills; exit code 1 where one reddens nothing")
def coverage(suites: Path, file: Path | None, is_checked: bool) -> int:
    """The destination's page, promise by promise: the tests that hold it, and the faults that prove them."""
    from harness.coverage import print_coverage

    return print_coverage(suites, file, is_checked)


if __name__ == "__main__":
    main()
