"""A proxy and a device without a test: calls are printed as they come, and recorded."""

from __future__ import annotations

import click

from harness.calls import Call, Entry, Note, Undecoded, Unknown
from harness.clock import Deadline
from harness.devices.spec import parse_device
from harness.options import Options
from harness.report.telling import describe_call
from harness.rig import Rigs, Sheet
from harness.run import builds_for, setup


def run_watch(options: Options, for_s: float | None) -> int:
    """Until Ctrl-C, or for so many seconds."""
    spec = parse_device(options.devices[0])
    build = builds_for(spec, options).current
    with Rigs(setup(options)) as rigs:
        rigs.ledger.subscribe(print_entry)
        rig = rigs.of(spec)
        with rig.installation(Sheet(f"watch {spec}", build)) as installation:
            port = rig.proxy.ports[spec.text]
            click.echo(
                f"{spec} ({rig.device.engine.label}): proxy 127.0.0.1:{port}, trust {rig.proxy.authority.ca_file}"
            )
            click.echo(f"drive it with any Appium client at {rigs.address}; Ctrl-C ends")
            _wait(rigs, for_s)
        click.echo(f"recording: {installation.recording}")
    return 0


def _wait(rigs: Rigs, for_s: float | None) -> None:
    """Returns at the deadline or at Ctrl-C; raises when capture dies."""
    deadline = Deadline.after(for_s if for_s is not None else 365 * 24 * 3600.0)
    try:
        rigs.ledger.wait(lambda: None, deadline.left_s)
    except KeyboardInterrupt:
        click.echo("")


def print_entry(entry: Entry) -> None:
    what = entry.what
    if isinstance(what, Call):
        click.echo(f"+{entry.at_s:7.2f}s {what.vendor:<9} {describe_call(what)}  [{what.source}] -> {what.status}")
    elif isinstance(what, Undecoded):
        click.echo(f"+{entry.at_s:7.2f}s {what.vendor:<9} UNDECODED {what.reason}  [{what.source}]")
    elif isinstance(what, Unknown):
        click.echo(f"+{entry.at_s:7.2f}s {what.vendor:<9} UNKNOWN {what.what} {what.name}  [{what.source}]")
    elif isinstance(what, Note) and what.kind in ("refused", "passed", "tls_failed"):
        click.echo(f"+{entry.at_s:7.2f}s {what.kind:<9} {what.text}")
