"""Puts a device, a proxy and a ledger together and takes them apart; gives each test an installation of its own."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from harness.app import App
from harness.builds import Build
from harness.calls import MOENGAGE, SEGMENT, Exchange, Note
from harness.capture.hosts import Hosts
from harness.capture.proxy import Proxy
from harness.clock import SYSTEM
from harness.devices.device import Device
from harness.devices.jvm import JvmPhones
from harness.devices.servers import Server
from harness.devices.spec import DeviceSpec
from harness.devices.virtual import VirtualPhones
from harness.errors import CaptureError, HarnessError
from harness.expectations.inbox import Settled
from harness.host import Host
from harness.inboxes import MoEngageInbox, SegmentInbox
from harness.ledger import Ledger
from harness.phone import Phone
from harness.proofs import Proofs
from harness.recording import Header, Recorder
from harness.redact import Redactor
from harness.tally import Tally
from harness.traffic import Traffic
from harness.vendors import ProxyBackend
from harness.wire.decode import decode


@dataclass(frozen=True)
class Setup:
    """What a worker's rigs are made of."""

    devices: Sequence[DeviceSpec]
    seed: str
    recordings: Path
    hosts: Hosts = field(default_factory=Hosts)
    faults: Sequence[str] = ()
    fault_files: Sequence[Path] = ()
    write_key: str = "WRITE-KEY"
    workspace_id: str = "WORKSPACE"
    patience_s: float | None = None
    builds: Mapping[str, Build] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """What one test asks of its installation."""

    test: str
    build: Build
    repeat: str = ""
    is_unflushed: bool = False
    is_launched: bool = True
    arguments: Mapping[str, str] = field(default_factory=dict)
    """Launch arguments besides the rig's own, such as ``{"pushBy": "moengage"}``."""


@dataclass(frozen=True)
class Installation:
    """The app and its data, owned by one test; what the test may use."""

    app: App
    phone: Phone
    segment: SegmentInbox
    moengage: MoEngageInbox
    recording: Path
    ledger: Ledger
    device: Device
    tally: Tally
    traffic: Callable[[], Traffic]
    """All of it, after everything that was under way has arrived: the test can tell the app nothing more."""


class Ending:
    """What a test did to back end and phone is undone once, and capture proven alive."""

    def __init__(self, app: App, phone: Phone, backend: ProxyBackend) -> None:
        self._app = app
        self._phone = phone
        self._backend = backend
        self._settled: Settled | None = None

    def settle(self) -> Settled:
        if self._settled is None:
            self._undo()
            self._settled = self._app.settle()
        return self._settled

    def prove(self) -> None:
        """Fences that arrived have proven it."""
        if self._settled is None or not self._settled.is_proven:
            self._undo()
            self._app.prove_alive()

    def _undo(self) -> None:
        self._backend.lift_conditions()
        self._phone.put_back()


class Rig:
    """One device, its port of the proxy, and the ledger."""

    def __init__(self, device: Device, proxy: Proxy, ledger: Ledger, setup: Setup) -> None:
        self.device = device
        self.proxy = proxy
        self.ledger = ledger
        self.setup = setup
        self.patience_s = setup.patience_s or device.patience_s
        is_slow = "time_travel" not in device.capabilities
        self.backend = ProxyBackend(proxy, ledger, device.name, setup.write_key, setup.workspace_id, is_slow=is_slow)

    def __repr__(self) -> str:
        return f"<Rig {self.device.name}>"

    @contextmanager
    def installation(self, sheet: Sheet) -> Iterator[Installation]:
        """Clears the app's data, installs the build, launches it and proves capture alive; and undoes all of it."""
        owner = sheet.test
        self.backend.begin(sheet.is_unflushed)
        with ExitStack() as leaving:
            leaving.callback(self.ledger.end, owner)
            recorder = leaving.enter_context(self._recorded(sheet))
            self.device.install(sheet.build)
            self.device.clear()
            self._note_clock()
            installation, ending = self._installation(sheet, recorder)
            leaving.callback(installation.phone.put_back)
            if sheet.is_launched:
                installation.app.launch()
                installation.app.prove_alive()
            yield installation
            ending.prove()

    def _note_clock(self) -> None:
        """Tests before this one may have moved the phone's clock."""
        if "clock" in self.device.capabilities:
            ahead_s = self.device.wall() - SYSTEM.wall()
            self.ledger.append(Note("clock", self.device.name, f"{ahead_s:+.0f} s", {"ahead_s": round(ahead_s, 1)}))

    @contextmanager
    def _recorded(self, sheet: Sheet) -> Iterator[Recorder]:
        self.ledger.begin(sheet.test, self.device.name)
        with Recorder(self.setup.recordings, self._header(sheet), Redactor(self.setup.seed)) as recorder:
            self.ledger.subscribe(recorder)
            self.ledger.subscribe(self.backend.hear)
            try:
                yield recorder
            finally:
                self.proxy.settle()
                self.ledger.unsubscribe(self.backend.hear)
                self.ledger.unsubscribe(recorder)

    def _header(self, sheet: Sheet) -> Header:
        engine = self.device.engine
        return Header(
            test=sheet.test,
            device=self.device.name,
            engine=engine.label,
            models=engine.models,
            guessed=engine.guessed,
            build=sheet.build.name,
            sdks=sheet.build.sdks(),
            seed=self.setup.seed,
        )

    def _installation(self, sheet: Sheet, recorder: Recorder) -> tuple[Installation, Ending]:
        host = Host(self.device, self.ledger, owner=sheet.test, arguments=self._arguments(sheet))
        draws = random.Random(f"tokens {self.setup.seed} {sheet.test}")
        tokens = (f"t-{draws.getrandbits(48):012x}" for _ in itertools.count())
        proofs = Proofs(host, self.backend, tokens, self.patience_s)
        app = App(host, proofs, self.backend, build=sheet.build, draws=random.Random(f"push {sheet.test}"))
        segment, moengage = self._inboxes(sheet, proofs, recorder.path)
        phone = Phone(host)
        ending = Ending(app, phone, self.backend)
        return Installation(
            app,
            phone,
            segment,
            moengage,
            recording=recorder.path,
            ledger=self.ledger,
            device=self.device,
            tally=recorder.tally,
            traffic=lambda: self._traffic(sheet, ending.settle()),
        ), ending

    def _traffic(self, sheet: Sheet, settled: Settled) -> Traffic:
        self._note_clock()
        return Traffic(
            self.ledger.entries(sheet.test),
            platform=self.device.platform,
            build=sheet.build,
            builds=self.setup.builds,
            is_settled=settled.is_proven and not settled.held,
            is_told=True,
            hosts=self.setup.hosts.vendor + self.setup.hosts.passed,
        )

    def _inboxes(self, sheet: Sheet, proofs: Proofs, recording: Path) -> tuple[SegmentInbox, MoEngageInbox]:
        common: dict[str, Any] = {
            "owner": sheet.test,
            "device": self.device.name,
            "ledger": self.ledger,
            "patience_s": self.patience_s,
            "flush": self.backend.let_time_run if sheet.is_unflushed else proofs.nudge,
            "settle": proofs.settle,
            "prove_alive": proofs.explain_absence,
            "stored": self._stored_texts,
            "recording": str(recording),
            "repeat": sheet.repeat,
            "conditions": self.backend,
        }
        return SegmentInbox(vendor=SEGMENT, **common), MoEngageInbox(vendor=MOENGAGE, **common)

    def _stored_texts(self) -> str:
        """Of the app's files; for failures only, where what cannot be read must not hide what failed."""
        if "storage" not in self.device.capabilities:
            return ""
        try:
            return json.dumps(self.device.stored(), default=repr)
        except HarnessError:
            return ""

    def _arguments(self, sheet: Sheet) -> dict[str, str]:
        own = {
            "writeKey": self.setup.write_key,
            "workspaceId": self.setup.workspace_id,
            "seed": f"{self.setup.seed} {sheet.test}",
        }
        return {**own, **sheet.arguments}


class Rigs:
    """All rigs of one worker: one capture process, one phone process, one ledger."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._resources = ExitStack()
        self._rigs: dict[str, Rig] = {}
        self._servers: list[Server] = []
        self.ledger = Ledger()

    def __enter__(self) -> Rigs:
        with ExitStack() as opening:
            folder = Path(opening.enter_context(TemporaryDirectory(prefix="harness-")))
            names = [spec.text for spec in self._setup.devices]
            self._proxy = opening.enter_context(self._open_proxy(names, folder))
            self._handsets = opening.enter_context(ExitStack())
            self._open_devices(self._setup.faults)
            self._resources = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._resources.close()

    def arm(self, faults: Sequence[str]) -> None:
        """Other phones, with these faults, on the same proxy."""
        if list(faults) != self._armed:
            self._handsets.close()
            self._open_devices(faults)

    @property
    def is_alive(self) -> bool:
        return self._proxy.is_alive and all(server.is_alive for server in self._servers)

    @property
    def address(self) -> str:
        """Where the devices of these rigs take sessions."""
        return self._servers[0].url

    def pids(self) -> dict[str, int]:
        return {"proxy": self._proxy.pid, "phones": self._servers[0].pid}

    def of(self, spec: DeviceSpec) -> Rig:
        if spec.text not in self._rigs:
            self._open_jvm(spec)
        return self._rigs[spec.text]

    def _open_proxy(self, names: Sequence[str], folder: Path) -> Proxy:
        return Proxy(
            names,
            hosts=self._setup.hosts,
            folder=folder,
            on_exchange=self._receive,
            on_note=self._note,
            on_death=self._lose_capture,
        )

    def _open_devices(self, faults: Sequence[str]) -> None:
        """The virtual phones share a process; every other device has one of its own, made when it is asked for."""
        self._rigs.clear()
        self._servers.clear()
        if virtual := [spec for spec in self._setup.devices if spec.kind == "virtual"]:
            phones = self._open_virtual(virtual, faults)
            for spec in virtual:
                self._open_rig(spec, phones.device(spec))
        self._armed = list(faults)

    def _open_virtual(self, specs: Sequence[DeviceSpec], faults: Sequence[str]) -> VirtualPhones:
        phones = VirtualPhones(
            {spec: self._proxy.ports[spec.text] for spec in specs},
            trust=self._proxy.authority.ca_file,
            seed=self._setup.seed,
            faults=faults,
            fault_files=self._setup.fault_files,
        )
        self._servers.append(self._handsets.enter_context(closing(phones)))
        return phones

    def _open_jvm(self, spec: DeviceSpec) -> None:
        trust = self._proxy.authority.ca_file
        phones = JvmPhones(spec, self._proxy.ports[spec.text], trust=trust, seed=self._setup.seed)
        self._servers.append(self._handsets.enter_context(closing(phones)))
        self._open_rig(spec, phones.device(spec))

    def _open_rig(self, spec: DeviceSpec, device: Device) -> None:
        self._handsets.callback(device.close)
        self._rigs[spec.text] = Rig(device, self._proxy, self.ledger, self._setup)

    def _receive(self, exchange: Exchange) -> None:
        """On the reader thread, before the answer leaves the proxy."""
        if exchange.kind == "canary" and exchange.device in self._rigs:
            self._rigs[exchange.device].backend.see_canary(exchange.path)
        self.ledger.append_exchange(exchange, decode(exchange))

    def _note(self, note: Note) -> None:
        self.ledger.append(note)

    def _lose_capture(self, error: CaptureError) -> None:
        self.ledger.fail(error)
