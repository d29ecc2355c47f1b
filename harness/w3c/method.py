"""What answers a script: a function of the session and of the arguments that its contract let through."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harness.w3c.arguments import Arguments, Json
from harness.w3c.sessions import Session

Method = Callable[[Session, Arguments], Json]
Methods = Mapping[str, Method]
"""By full name: ``mobile: lock``."""
