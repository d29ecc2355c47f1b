"""The capture process: ``python -m harness.capture.runner DESCRIPTOR CONFIG``; ends when the harness's socket does."""

from __future__ import annotations

import asyncio
import gc
import inspect
import json
import logging
import socket
import sys
from collections.abc import Callable
from typing import Any

from mitmproxy import addonmanager, exceptions, hooks, http, master, options
from mitmproxy.addons import core, errorcheck, next_layer, proxyserver, tlsconfig
from mitmproxy.proxy import commands

from harness.capture.addon import Capture
from harness.capture.frames import Unpacker
from harness.capture.hosts import Hosts

HOOK_FAILED = b"harness: a hook of the capture process failed; nothing was sent on"
PIECE = 65536

LARGEST = "256m"
"""Of a body: beyond it mitmproxy answers 413, which is told too, instead of taking this machine's memory."""

Dial = Callable[..., Any]


class Gate:
    """Below every hook: nothing is dialled but a passed host, whatever addons do or fail to do (capture.md 7)."""

    def __init__(self, hosts: Hosts, dial: Dial) -> None:
        self._hosts = hosts
        self._dial = dial

    async def open_connection(self, host: str | None = None, port: int | None = None, **more: Any) -> Any:
        if self._hosts.classify(host or "") != "passed":
            raise OSError(f"harness: {host}:{port} is not passed")
        return await self._dial(host, port, **more)


class Hooks(addonmanager.AddonManager):
    """Each event's hooks are looked up once: half of a request's cost otherwise (capture.md 3b). A hook that fails
    ends its flow here, where mitmproxy would send it on (capture.md 2)."""

    table: dict[str, list[Callable[..., Any]]]
    capture: Capture

    async def trigger_event(self, event: hooks.Hook) -> None:
        for hook in self._hooks(event.name):
            try:
                result = hook(*event.args())
                if result is not None and inspect.isawaitable(result):
                    await result
            except exceptions.AddonHalt:
                return
            except (exceptions.AddonManagerError, exceptions.OptionsError):
                raise
            except Exception as problem:
                self._end(event, problem)

    async def handle_lifecycle(self, event: hooks.Hook) -> None:
        await self.trigger_event(event)

    def _hooks(self, name: str) -> list[Callable[..., Any]]:
        if name not in self.table:
            addons = [addon for top in self.chain for addon in addonmanager.traverse([top])]
            self.table[name] = [hook for addon in addons if callable(hook := getattr(addon, name, None))]
        return self.table[name]

    def await_no_deaf_hooks(self) -> None:
        """mitmproxy parks a request for each of its hooks, also for those that no addon has: a sixth of its cost."""
        for name, hook in hooks.all_hooks.items():
            if issubclass(hook, commands.StartHook) and not self._hooks(name):
                hook.blocking = False

    def _end(self, event: hooks.Hook, problem: Exception) -> None:
        """Ended first, told then: telling fails when the harness is gone."""
        for argument in event.args():
            if isinstance(argument, http.HTTPFlow) and argument.response is None and not argument.error:
                argument.response = http.Response.make(599, HOOK_FAILED)
        self.capture.note("hook_failed", "", f"{event.name}: {problem!r}")


async def obey(control: socket.socket, capture: Capture) -> None:
    """Until the harness has closed its end or has died."""
    reader, _ = await asyncio.open_unix_connection(sock=control)
    unpacker = Unpacker()
    while data := await reader.read(PIECE):
        for frame in unpacker.feed(data):
            capture.obey(frame)


def make_master(capture: Capture, config: dict[str, Any]) -> master.Master:
    listeners = [f"regular@127.0.0.1:{port}" for port in config["devices"]]
    made = options.Options(confdir=config["confdir"], mode=listeners, upstream_cert=False)
    running = master.Master(made)
    running.addons.__class__ = Hooks
    running.addons.table, running.addons.capture = {}, capture  # type: ignore[attr-defined]
    running.addons.add(
        core.Core(),
        proxyserver.Proxyserver(),
        next_layer.NextLayer(),
        tlsconfig.TlsConfig(),
        errorcheck.ErrorCheck(),
        capture,
    )
    # Eager would dial before a hook has answered (capture.md 7).
    made.update(connection_strategy="lazy", body_size_limit=LARGEST)
    running.addons.table.clear()  # type: ignore[attr-defined]
    running.addons.await_no_deaf_hooks()  # type: ignore[attr-defined]
    return running


def spare_the_collector() -> None:
    """What mitmproxy has loaded stays to the end, and would be searched for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5000, 20, 20)


async def run(descriptor: int, config: dict[str, Any]) -> None:
    logging.basicConfig(level=logging.ERROR)  # to stderr, where the harness looks when a start has failed
    hosts = Hosts(tuple(config["vendor"]), tuple(config["passed"]))
    asyncio.open_connection = Gate(hosts, asyncio.open_connection).open_connection  # type: ignore[assignment]
    lines = socket.socket(fileno=descriptor)
    lines.setblocking(True)
    capture = Capture(lines, {int(port): device for port, device in config["devices"].items()}, hosts)
    running = make_master(capture, config)
    spare_the_collector()
    reading = socket.socket(fileno=config["control"])
    reading.setblocking(False)
    control = asyncio.create_task(obey(reading, capture))
    control.add_done_callback(lambda _: running.shutdown())
    await running.run()
    control.cancel()


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1]), json.loads(sys.argv[2])))
