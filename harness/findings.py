"""What a rule or a comparison has to say about traffic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` says it of the place ``where`` (``75e4 /batch/0/context``); ``exchanges`` are their ids."""

    rule: str
    severity: Severity
    message: str
    where: str = ""
    exchanges: tuple[str, ...] = ()
