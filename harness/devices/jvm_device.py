"""The jvm device: the released Android SDK in a JVM. What it cannot do is refused, never pretended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from harness.devices.device import NEEDS, Capability
from harness.devices.virtual_device import VirtualDevice
from harness.errors import CapabilityMissingError


class JvmDevice(VirtualDevice):
    """Its server is another, its session and methods are the virtual phone's."""

    automation = "JvmDevice"
    capabilities: frozenset[Capability] = frozenset({"queues", "clean_data", "storage", "races"})
    patience_s = 15.0


def _refusing(capability: Capability) -> Callable[..., NoReturn]:
    def refuse(self: JvmDevice, *_: Any, **__: Any) -> NoReturn:
        raise CapabilityMissingError(self.name, capability)

    return refuse


for _name, _capability in NEEDS.items():
    if _capability not in JvmDevice.capabilities:
        setattr(JvmDevice, _name, _refusing(_capability))
