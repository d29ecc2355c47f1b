"""One JVM with the host in it: started ahead of its use, told what to do a line at a time, ended by SIGKILL."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from harness.clock import SYSTEM
from harness.errors import DeviceError
from harness.jvm import artifacts
from harness.jvm.artifacts import Release
from harness.jvm.compile import classes
from harness.jvm.tools import java, run

MAIN = "com.example.harness.host.Main"
READY_S, ANSWER_S, KEYTOOL_S = 60.0, 30.0, 30.0
PASSWORD = "changeit"  # of a file that holds one throwaway certificate and no key
MEMORY = ("-Xmx224m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=64m", "-Xss512k")


class HostEndedError(DeviceError):
    """The JVM is gone: killed, or the app crashed."""


class RefusedError(DeviceError):
    """The host could not do it; the text is its exception."""


@dataclass(frozen=True)
class Trust:
    """What the JVM's TLS and HTTP clients are told: the proxy, and a store with its authority alone."""

    store: Path
    proxy_port: int

    def options(self) -> list[str]:
        said = {
            "https.proxyHost": "127.0.0.1", "https.proxyPort": self.proxy_port,
            "http.proxyHost": "127.0.0.1", "http.proxyPort": self.proxy_port, "http.nonProxyHosts": "",
            "javax.net.ssl.trustStore": self.store, "javax.net.ssl.trustStorePassword": PASSWORD,
            "javax.net.ssl.trustStoreType": "PKCS12",
        }  # fmt: skip
        return [f"-D{name}={value}" for name, value in said.items()]


def make_trust(ca_file: Path, proxy_port: int, folder: Path) -> Trust:
    store = folder / "trust.p12"
    keytool = str(Path(java()).parent / "keytool")
    asked = ["-importcert", "-noprompt", "-alias", "proxy", "-file", str(ca_file), "-keystore", str(store)]
    run([keytool, *asked, "-storetype", "PKCS12", "-storepass", PASSWORD], KEYTOOL_S, "keytool")
    return Trust(store, proxy_port)


class Machine:
    """``lines`` are what its standard error said, each with its moment."""

    def __init__(self, release: Release, trust: Trust, *, compiled: Path | None = None, main: str = MAIN) -> None:
        """``compiled`` and ``main``: of a host other than the device's."""
        self._folder = mkdtemp(prefix="harness-jvm-")
        self._process = subprocess.Popen(
            _command(release, trust, self._folder, compiled or classes(release), main),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        self.lines: list[tuple[float, str]] = []
        self._answers: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._asking = threading.Lock()
        self._count = 0
        self._readers = [threading.Thread(target=one, daemon=True) for one in (self._read_answers, self._read_log)]
        for reader in self._readers:
            reader.start()
        self._is_ready = False

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, op: str, **arguments: Any) -> Any:
        with self._asking:
            self._await_ready()
            self._count += 1
            self._send({"id": self._count, "op": op, **arguments})
            answer = self._next(ANSWER_S, op)
        if "error" in answer:
            raise RefusedError(f"{op}: {answer['error']}", next_step="see the app's log")
        return answer["value"]

    def kill(self) -> None:
        """As the system ends a process: nothing of it is told."""
        self._process.kill()
        self._process.wait()
        for reader in self._readers:
            reader.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:  # what was written last found nobody
                continue
        shutil.rmtree(self._folder, ignore_errors=True)

    def _await_ready(self) -> None:
        if not self._is_ready:
            self._next(READY_S, "start")
            self._is_ready = True

    def _send(self, line: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(line).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise self._ended() from None

    def _next(self, within_s: float, what: str) -> dict[str, Any]:
        try:
            answer = self._answers.get(timeout=within_s)
        except queue.Empty:
            raise DeviceError(
                f"the JVM did not answer {what} within {within_s:g} s", next_step="see the app's log for what holds it"
            ) from None
        if answer is None:
            self._answers.put(None)
            raise self._ended()
        return answer

    def _ended(self) -> HostEndedError:
        said = "\n".join(text for _, text in self.lines[-15:])
        return HostEndedError(f"the app's process has ended:\n{said}", next_step="see the app's log")

    def _read_answers(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(json.loads(line))
        self._answers.put(None)

    def _read_log(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.lines.append((SYSTEM.wall(), line.decode("utf-8", "replace").rstrip("\n")))


def _command(release: Release, trust: Trust, folder: str, compiled: Path, main: str) -> Sequence[str]:
    """The stubs come last: JUnit reflects on the host outside of Robolectric's sandbox, and only needs the names."""
    path = [compiled, *artifacts.libraries(release), artifacts.stubs()]
    robolectric = {"robolectric.offline": "true", "robolectric.dependency.dir": artifacts.framework()}
    own = {"java.io.tmpdir": folder, "java.awt.headless": "true", "user.home": folder, **robolectric}
    options = [f"-D{name}={value}" for name, value in own.items()]
    opened = "--add-opens=java.base/java.lang=ALL-UNNAMED"
    path_text = os.pathsep.join(str(one) for one in path)
    return [java(), *MEMORY, "-Xshare:auto", opened, *options, *trust.options(), "-cp", path_text, main]
