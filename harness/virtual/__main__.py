"""Virtual phones behind a WebDriver server, as a process that says where it listens and ends with its input."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, get_args

from harness.errors import ConfigurationError, HarnessError
from harness.virtual import faults
from harness.virtual.carrier import Carrier
from harness.virtual.phone import VirtualPhone
from harness.w3c.phone import Platform
from harness.w3c.server import serve


@dataclass(frozen=True)
class PhoneSpec:
    platform: Platform
    udid: str
    proxy_port: int


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ConfigurationError(message, next_step=self.format_usage().strip())


def parse_phone(text: str) -> PhoneSpec:
    platform, _, rest = text.partition(":")
    udid, _, port = rest.rpartition(":")
    known = [one for one in get_args(Platform) if one == platform]
    if not known or not udid or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ConfigurationError(
            f"--phone {text!r} cannot be read", next_step="write PLATFORM:UDID:PROXYPORT, as android:virtual-1:8080"
        )
    return PhoneSpec(known[0], udid, int(port))


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser(prog="python -m harness.virtual", description=__doc__)
    parser.add_argument("--phone", action="append", required=True, metavar="PLATFORM:UDID:PROXYPORT")
    parser.add_argument("--ca", required=True, type=Path, metavar="FILE", help="PEM file of the proxy's authority")
    parser.add_argument("--seed", required=True, metavar="TEXT", help="where everything that is drawn starts from")
    parser.add_argument("--fault", action="append", default=[], metavar="NAME")
    parser.add_argument("--fault-file", action="append", default=[], type=Path, metavar="PATH")
    return parser.parse_args(arguments)


def make_phones(specs: Sequence[PhoneSpec], ca_file: Path, seed: str) -> list[VirtualPhone]:
    """Two phones of one platform draw differently: their place in the line is part of the seed."""
    udids = [spec.udid for spec in specs]
    if len(set(udids)) < len(udids):
        raise ConfigurationError("two phones have the same udid", next_step="give each --phone its own")
    return [
        VirtualPhone(
            spec.platform,
            spec.udid,
            Carrier(f"http://127.0.0.1:{spec.proxy_port}", ca_file, f"{spec.udid} carrier"),
            seed=f"{seed} {place}",
        )
        for place, spec in enumerate(specs)
    ]


def main(arguments: Sequence[str]) -> int:
    try:
        asked = parse_arguments(arguments)
        specs = [parse_phone(text) for text in asked.phone]
        for fault in [faults.find(name) for name in asked.fault] + [faults.load(file) for file in asked.fault_file]:
            faults.arm(fault)
        server = serve(make_phones(specs, asked.ca, asked.seed))
    except HarnessError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: sys.exit(0))
    print(json.dumps({"url": server.url, "pid": os.getpid()}), flush=True)
    await_end()
    return 0


def await_end() -> None:
    """Whoever started this process holds the other end: when that is gone, even by a kill, so is it."""
    while os.read(sys.stdin.fileno(), 4096):
        pass


if __name__ == "__main__":
    try:
        status = main(sys.argv[1:])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # state lives in memory only; waiting for threads would only make the end slow
