"""One measured ratio."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """``ratio`` says how many times better ours is than the peer's, whichever way the unit points."""

    name: str
    ours: float
    peer: float
    peer_name: str
    ratio: float
    unit: str

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.ratio:,.1f} times (ours {self.ours:,.4g} {self.unit}, "
            f"{self.peer_name} {self.peer:,.4g} {self.unit})"
        )
