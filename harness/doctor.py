"""Is this machine fit? Each check says what it saw, or what is wrong and what to do."""

from __future__ import annotations

import platform
import socket
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from harness.calls import Exchange
from harness.clock import SYSTEM
from harness.devices.spec import parse_device
from harness.errors import EXIT_CODES, WORST_FIRST, HarnessError, InfrastructureError
from harness.options import Options
from harness.rig import Rigs, Sheet
from harness.run import builds_for, setup

FLOORS = {
    "mitmproxy": (11, 0, 2),
    "Appium-Python-Client": (6,),
    "pytest": (9,),
    "pytest-xdist": (3, 8),
    "httpx": (0, 28),
}


@dataclass(frozen=True)
class Check:
    name: str
    look: Callable[[], str]
    """Returns what was seen; raises a HarnessError where it is not well."""


def examine(options: Options) -> int:
    """Prints one line per check; returns the exit code of the worst class."""
    checks = [
        Check("versions", check_versions),
        Check("ports", check_ports),
        Check("recordings", lambda: check_folder(options.recordings)),
        Check("proxy", lambda: check_proxy(options)),
        *(Check(text, _device_check(text, options)) for text in options.devices),
    ]
    classes = {problem.failure_class for check in checks if (problem := _run(check))}
    worst = next((one for one in WORST_FIRST if one in classes), "")
    click.echo("all is well" if not worst else f"not fit yet: {', '.join(sorted(classes))}")
    return EXIT_CODES[worst] if worst else 0


def _run(check: Check) -> HarnessError | None:
    started = SYSTEM.now()
    try:
        seen = check.look()
    except HarnessError as problem:
        click.echo(f"WRONG  {check.name}: {problem.message}")
        click.echo(f"       next: {problem.next_step or 'report this with the output above'}")
        return problem
    click.echo(f"ok     {check.name}: {seen} ({SYSTEM.now() - started:.2f} s)")
    return None


def check_versions() -> str:
    seen = [f"Python {platform.python_version()}"]
    for name, floor in FLOORS.items():
        try:
            found = version(name)
        except PackageNotFoundError as problem:
            raise InfrastructureError(f"{name} is not installed", next_step=f"pip install '{name}'") from problem
        if _numbers(found) < floor:
            wanted = ".".join(map(str, floor))
            raise InfrastructureError(f"{name} {found} is too old", next_step=f"pip install '{name}>={wanted}'")
        seen.append(f"{name} {found}")
    return ", ".join(seen)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def check_ports() -> str:
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            return f"a free one on 127.0.0.1 ({server.getsockname()[1]})"
    except OSError as problem:
        raise InfrastructureError(
            f"no port can be opened on 127.0.0.1: {problem}", next_step="check limits and firewall of this machine"
        ) from problem


def check_folder(folder: Path) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder):
            return f"{folder} is writable"
    except OSError as problem:
        raise InfrastructureError(
            f"{folder} is not writable: {problem.strerror}", next_step="name another with --recordings DIR"
        ) from problem


def _ignore(_: object) -> None:
    """The answer, or its absence, says enough."""


def check_proxy(options: Options) -> str:
    """A request of ours through the proxy, trusted by its authority: what a device must be able to do."""
    import ssl

    import httpx

    from harness.capture.proxy import Proxy

    seen: list[Exchange] = []
    with TemporaryDirectory(prefix="harness-") as folder, Proxy(
        ["doctor"], hosts=setup(options).hosts, folder=Path(folder), on_exchange=seen.append,
        on_note=_ignore, on_death=_ignore,
    ) as proxy:  # fmt: skip
        trust = ssl.create_default_context(cafile=str(proxy.authority.ca_file))
        with httpx.Client(proxy=f"http://127.0.0.1:{proxy.ports['doctor']}", verify=trust, trust_env=False) as client:
            answer = client.get("https://canary.harness.test/doctor")
        proxy.settle()
    if answer.status_code != 200 or not seen:
        raise InfrastructureError("the proxy did not see our request", next_step="is another proxy in between?")
    return "a request was decrypted, answered and seen"


def _device_check(text: str, options: Options) -> Callable[[], str]:
    def look() -> str:
        spec = parse_device(text)
        with TemporaryDirectory(prefix="harness-") as folder:
            made = setup(options)
            alone = type(made)(**{**vars(made), "devices": [spec], "recordings": Path(folder)})
            build = builds_for(spec, options).current
            with Rigs(alone) as rigs, rigs.of(spec).installation(Sheet(f"doctor {text}", build)) as installation:
                return f"{installation.device.engine.label}: launched, settings fetched, canary seen"

    return look
