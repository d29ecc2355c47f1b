"""The jvm device behind a WebDriver server, as a process that says where it listens and ends with its input."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import NoReturn

from harness.builds import load_builds
from harness.errors import ConfigurationError, HarnessError
from harness.jvm.machine import make_trust
from harness.jvm.partner import Partner
from harness.jvm.phone import JvmPhone
from harness.w3c.server import serve


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ConfigurationError(message, next_step=self.format_usage().strip())


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser(prog="python -m harness.jvm", description=__doc__)
    parser.add_argument("--udid", required=True, metavar="TEXT")
    parser.add_argument("--proxy", required=True, type=int, metavar="PORT")
    parser.add_argument("--ca", required=True, type=Path, metavar="FILE", help="PEM file of the proxy's authority")
    parser.add_argument("--seed", required=True, metavar="TEXT", help="where MoEngage's model draws from")
    parser.add_argument("--segment", metavar="RELEASE", help="of analytics-kotlin, whatever a build names")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    folder = Path(mkdtemp(prefix="harness-jvm-device-"))
    try:
        return _serve(parse_arguments(arguments), folder)
    except HarnessError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(asked: argparse.Namespace, folder: Path) -> int:
    trust = make_trust(asked.ca, asked.proxy, folder)
    partner = Partner(asked.ca, asked.proxy, asked.seed)
    phone = JvmPhone(asked.udid, load_builds(), trust, partner, folder, asked.segment)
    server = serve([phone])
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: sys.exit(0))
    print(json.dumps({"url": server.url, "pid": os.getpid()}), flush=True)
    try:
        while os.read(sys.stdin.fileno(), 4096):
            pass
    finally:
        phone.close()
        partner.close()
    return 0


if __name__ == "__main__":
    try:
        status = main(sys.argv[1:])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
