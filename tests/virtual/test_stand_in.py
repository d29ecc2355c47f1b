"""The process as apps talk to it, through a real proxy."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from harness.clock import Deadline, pause
from harness.virtual.stand_in import main
from harness.virtual.stand_in_store import FILE
from tests.virtual.tls_proxy import Replying, Seen, TlsProxy

BUILD = "virtual-android-current"
WORKSPACE = "SAMPLEWORKSPACE"
CONFIG = {"a_s": "allowed", "e_b_c": 1}


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[TlsProxy]:
    folder = tmp_path / "authority"
    folder.mkdir()
    proxy = TlsProxy(folder, reply=reply)
    yield proxy
    proxy.close()


def reply(seen: Seen) -> Replying:
    said = CONFIG if "sdkconfig" in seen.target else {"status": "success"}
    return Replying(body=json.dumps(said).encode())


class App:
    """Talks as the app's code does, whose calls are handed over."""

    def __init__(self, port: int, data: Path, **more: Any) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._lines = self._socket.makefile("rb")
        assert self.say({"begin": {"build": BUILD, "data": str(data), **more}}) == {}

    def say(self, said: Any) -> Any:
        return self.say_raw(json.dumps(said).encode())

    def say_raw(self, line: bytes) -> Any:
        self._socket.sendall(line + b"\n")
        return json.loads(self._lines.readline())

    def call(self, api: str, *typed: list[Any]) -> Any:
        return self.say({"api": api, "args": list(typed), "thread": "main"})

    def helper(self, method: str, *typed: list[Any]) -> Any:
        return self.call(f"SegmentIntegrationHelper.{method}", *typed, ["String", WORKSPACE])

    def track(self, name: str, **properties: list[Any]) -> Any:
        return self.helper("trackEvent", ["String", name], ["JSONObject", properties, "{}"])

    def start(self) -> None:
        """What the sample app and the destination do until there are settings."""
        self.call("MoEngage.initialiseDefaultInstance", ["MoEngage"])
        for act in ("launched", "entered_foreground"):
            assert self.say({"act": act}) == {}
        meta = ["IntegrationMeta", {"type": "segment", "version": "4.2.0"}]
        assert self.call("SegmentIntegrationHelper.initialize", ["Application"], ["String", WORKSPACE], meta) == {}
        self.rest()

    def rest(self) -> None:
        """Until no request is under way: then the configuration is in force."""
        deadline = Deadline.after(10)
        while self.ask("under_way") and not deadline.is_over:
            pause(0.01)

    def ask(self, what: str) -> Any:
        return self.say({"ask": what})["value"]

    def die(self) -> None:
        self._lines.close()
        self._socket.close()


class Harness:
    """The process, started anew as often as a test wants."""

    def __init__(self, proxy: TlsProxy) -> None:
        self._proxy = proxy
        self._apps: list[App] = []
        self.start()

    def app(self, data: Path, **more: Any) -> App:
        self._apps.append(App(self.port, data, **more))
        return self._apps[-1]

    def start(self, seed: str = "seed") -> None:
        options = ["--ca", str(self._proxy.ca_file), "--proxy", str(self._proxy.port), "--seed", seed]
        command = [sys.executable, "-m", "harness.virtual.stand_in", *options]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout
        self.port = int(json.loads(self.process.stdout.readline())["port"])

    def close(self) -> None:
        for app in self._apps:
            app.die()
        self.kill()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(5)
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


@pytest.fixture
def harness(proxy: TlsProxy) -> Iterator[Harness]:
    harness = Harness(proxy)
    yield harness
    harness.close()


def bodies(proxy: TlsProxy, part: str) -> list[dict[str, Any]]:
    return [body_of(seen) for seen in list(proxy.seen) if part in seen.target]


def body_of(seen: Seen) -> dict[str, Any]:
    packed = seen.body[:2] == b"\x1f\x8b"
    return dict(json.loads(gzip.decompress(seen.body) if packed else seen.body))


def reported(proxy: TlsProxy, name: str) -> list[dict[str, Any]]:
    """Points of that name in all reports."""
    points = [point for body in bodies(proxy, "report") for point in body["viewsInfo"]]
    return [point for point in points if name in json.dumps(point)]


def wait_for(proxy: TlsProxy, name: str, times: int = 1) -> list[dict[str, Any]]:
    deadline = Deadline.after(10)
    while len(found := reported(proxy, name)) < times and not deadline.is_over:
        pause(0.01)
    assert len(found) >= times, [seen.target for seen in proxy.seen]
    return found


def device_ids(proxy: TlsProxy) -> set[str]:
    return {json.dumps(body.get("query_params", {}).get("unique_id")) for body in bodies(proxy, "report")}


def test_calls_go_in_and_moengages_requests_come_out(harness: Harness, proxy: TlsProxy, tmp_path: Path) -> None:
    app = harness.app(tmp_path / "app")
    app.start()
    assert app.helper("identifyUser", ["String", "ada"]) == {}
    assert app.track("Bought", price=["Double", 1.0], number=["Int", 1], big=["Long", 12345678901]) == {}
    (point,) = wait_for(proxy, "Bought")
    assert json.loads(point["EVENT_ATTRS"]) == {"price": 1.0, "number": 1, "big": 12345678901}
    targets = [seen.target for seen in proxy.seen]
    assert any("sdkconfig" in target for target in targets)
    assert any("device" in target for target in targets)
    assert app.ask("defects") == []


def test_what_the_model_throws_is_thrown_in_the_caller(harness: Harness, tmp_path: Path) -> None:
    app = harness.app(tmp_path / "app")
    said = app.track("Too Early")
    assert said == {"error": "IllegalStateException", "message": f"no instance for workspace '{WORKSPACE}'"}
    app.start()
    assert app.track("In Time") == {}


def test_a_value_is_returned(harness: Harness, tmp_path: Path) -> None:
    app = harness.app(tmp_path / "app")
    theirs = ["Map", {"push_from": ["String", "moengage"], "gcm_campaign_id": ["String", "c"]}]
    assert app.call("MoEPushHelper.isFromMoEngagePlatform", theirs) == {"value": True}
    assert app.call("MoEPushHelper.isFromMoEngagePlatform", ["Map", {"a": ["String", "b"]}]) == {"value": False}


def test_an_unknown_call_is_answered_and_noted_by_name(harness: Harness, tmp_path: Path) -> None:
    app = harness.app(tmp_path / "app")
    said = app.call("com.moengage.geofence.MoEGeofenceHelper.startGeofenceMonitoring", ["Context"])
    assert said["error"] == "NoSuchMethodError"
    assert any("MoEGeofenceHelper.startGeofenceMonitoring" in line for line in app.ask("log"))
    assert app.ask("defects") == []


BROKEN = [b"{", b"[]", b"\xff\xfe", b'{"api": 1', b'{"api": "SegmentIntegrationHelper.trackEvent", "args": [["Int"]]}',
          b'{"api": "SegmentIntegrationHelper.trackEvent"}', b"{}", b'{"act": "exploded"}', b'{"ask": "why"}',
          b'{"act": "opened_link"}', b'{"begin": {}}', b""]  # fmt: skip


def test_broken_lines_get_an_error_and_lose_nothing(harness: Harness, proxy: TlsProxy, tmp_path: Path) -> None:
    app = harness.app(tmp_path / "app")
    app.start()
    for number, line in enumerate(BROKEN):
        assert app.say_raw(line)["error"] == "IllegalArgumentException", line
        assert app.track(f"After {number}") == {}
    for number in range(len(BROKEN)):
        assert len(wait_for(proxy, f'After {number}"')) == 1
    assert app.ask("defects") == []


def test_nothing_is_done_before_a_process_has_begun(harness: Harness) -> None:
    with socket.create_connection(("127.0.0.1", harness.port), timeout=10) as raw:
        raw.sendall(b'{"ask": "queued"}\n')
        assert b"begin" in raw.recv(4096)


@pytest.mark.parametrize(
    "said", [{"build": "none", "data": "x"}, {"data": "x"}, {"build": BUILD, "data": "x", "arguments": 1}]
)
def test_a_beginning_that_cannot_be_read_is_refused(harness: Harness, said: dict[str, Any]) -> None:
    with socket.create_connection(("127.0.0.1", harness.port), timeout=10) as raw:
        raw.sendall(json.dumps({"begin": said}).encode() + b"\n")
        assert b"IllegalArgumentException" in raw.recv(4096)


def test_two_processes_one_after_the_other_are_one_device(harness: Harness, proxy: TlsProxy, tmp_path: Path) -> None:
    for number in (1, 2):
        app = harness.app(tmp_path / "app")
        app.start()
        app.track(f"Launch {number}")
        wait_for(proxy, f"Launch {number}")
        app.die()
    assert len(device_ids(proxy)) == 1
    other = harness.app(tmp_path / "other")
    other.start()
    other.track("Elsewhere")
    wait_for(proxy, "Elsewhere")
    assert len(device_ids(proxy)) == 2


def test_a_process_in_the_same_folder_ends_the_one_before(harness: Harness, proxy: TlsProxy, tmp_path: Path) -> None:
    before = harness.app(tmp_path / "app", network=False)
    before.start()
    before.track("Before")
    after = harness.app(tmp_path / "app")
    before.track("Too Late")
    after.start()
    wait_for(proxy, "Before")
    assert reported(proxy, "Too Late") == []


def test_a_kill_keeps_the_device_and_what_waits(harness: Harness, proxy: TlsProxy, tmp_path: Path) -> None:
    app = harness.app(tmp_path / "app")
    app.start()
    app.track("Sent Before")
    wait_for(proxy, "Sent Before")
    app.rest()
    assert app.say({"act": "network", "network": False}) == {}
    app.track("Kept", n=["Int", 1])
    waiting = app.ask("queued")
    assert waiting > 0
    harness.kill()
    app.die()
    assert reported(proxy, "Kept") == []

    harness.start()
    app = harness.app(tmp_path / "app")
    assert app.ask("queued") == waiting
    app.start()
    wait_for(proxy, "Kept")
    assert len(device_ids(proxy)) == 1
    requests = [dict(seen.headers).get("MOE-REQUEST-ID") for seen in proxy.seen if "report" in seen.target]
    assert len(requests) == len(set(requests))


def test_what_was_answered_after_the_last_line_is_stored_too(harness: Harness, proxy: TlsProxy, tmp_path: Path) -> None:
    app = harness.app(tmp_path / "app")
    app.start()
    app.track("Once")
    wait_for(proxy, "Once")
    deadline = Deadline.after(10)
    while stored_points(tmp_path / "app") and not deadline.is_over:
        pause(0.01)
    harness.kill()
    harness.start()
    app = harness.app(tmp_path / "app")
    app.start()
    app.track("Again")
    wait_for(proxy, "Again")
    assert len(reported(proxy, "Once")) == 1


def stored_points(folder: Path) -> int:
    return sum(map(len, json.loads((folder / FILE).read_text())["files"].values()))


def test_the_builder_decides_where_it_reports(harness: Harness, proxy: TlsProxy, tmp_path: Path) -> None:
    app = harness.app(tmp_path / "app", arguments={"workspaceId": "OTHER", "debug": "false"})
    app.call("com.moengage.core.MoEngage.Builder.<init>", ["Application"], ["String", WORKSPACE])
    app.call("com.moengage.core.MoEngage.Builder.build")
    app.start()
    app.track("Bought")
    wait_for(proxy, "Bought")
    assert all(WORKSPACE in seen.target for seen in proxy.seen if "report" in seen.target)


def test_the_device_can_be_another(harness: Harness, proxy: TlsProxy, tmp_path: Path) -> None:
    app = harness.app(tmp_path / "app", device={"model": "jvm", "manufacturer": "Acme"})
    app.start()
    app.track("Bought")
    wait_for(proxy, "Bought")
    assert any("jvm" in json.dumps(body) for body in bodies(proxy, "device"))


def test_it_ends_with_its_input(harness: Harness) -> None:
    assert harness.process.stdin
    harness.process.stdin.close()
    assert harness.process.wait(5) == 0


def test_options_that_cannot_be_used_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--proxy", "1", "--seed", "s"]) == 78
    assert main(["--proxy", "1", "--seed", "s", "--ca", str(tmp_path / "none.pem")]) == 78
    assert "\nNext: " in capsys.readouterr().err
