"""A phone's log, and the defects of modelled SDKs that came up while it ran."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Callable, Sequence


class Journal:
    """``wall`` is the phone's own clock; lines are never dropped, so a reader may remember how many it has seen."""

    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._lines: list[tuple[float, str]] = []
        self._defects: list[str] = []

    def write(self, text: str) -> None:
        self._lines.append((self._wall(), text))

    def write_defect(self, defect: BaseException, doing: str = "a turn") -> None:
        """A model raised where the real SDK would not: the phone goes on, and the run is told. A full disk is none:
        whatever writes a file may meet it."""
        if isinstance(defect, OSError) and defect.errno == errno.ENOSPC:
            self.write(f"{doing}: no space left on device: {defect.filename} ({_place(defect)})")
            return
        said = f"{type(defect).__name__}: {defect}"
        self._defects.append(f"{doing}: {said} ({_place(defect)})")
        self.write(f"model defect in {doing}: {''.join(traceback.format_exception(defect)).rstrip()}")

    def lines(self) -> Sequence[tuple[float, str]]:
        return tuple(self._lines)

    def defects(self) -> Sequence[str]:
        return tuple(self._defects)


def _place(defect: BaseException) -> str:
    frames = traceback.extract_tb(defect.__traceback__)
    return f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno} {frames[-1].name}" if frames else "unknown"
