"""Keeps the rigs of one worker open from the first test that asks for one to the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from harness.devices.spec import DeviceSpec
from harness.rig import Rig, Rigs, Setup
from harness.tally import Tally


class RigKeeper:
    """Opens the rigs when they are first asked for, and anew after capture or a device has died.

    ``late`` and ``unowned`` are complete once all are closed: traffic of tests that had ended (see Ledger).
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._rigs: Rigs | None = None
        self.late: Counter[str] = Counter()
        self.unowned = Tally()

    def __enter__(self) -> RigKeeper:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def rig(self, spec: DeviceSpec, faults: Sequence[str] | None = None) -> Rig:
        """``faults``: those that the phones have; None: those of the set-up."""
        if self._rigs is not None and not self._rigs.is_alive:
            self.discard()
        if self._rigs is None:
            self._rigs = Rigs(self._setup).__enter__()
        self._rigs.arm(self._setup.faults if faults is None else faults)
        return self._rigs.of(spec)

    def pids(self) -> dict[str, int]:
        """Of the processes that these rigs started: ``proxy`` and ``phones``."""
        return self._rigs.pids() if self._rigs is not None else {}

    def discard(self) -> None:
        rigs, self._rigs = self._rigs, None
        if rigs is not None:
            rigs.__exit__()
            self.late.update(rigs.ledger.late)
            self.unowned.take(rigs.ledger.unowned)
