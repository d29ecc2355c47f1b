"""Faults against suites: what there is to try."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from harness.devices.faults import listed


def list_faults() -> int:
    table = Table("fault", "area", "what is broken")
    for fault in listed():
        table.add_row(fault.name, fault.area, fault.what.splitlines()[0])
    Console().print(table)
    return 0
