"""One running process of the app as the system sees it: shown, hidden, suspended."""

from __future__ import annotations

from harness.virtual.app import HostApp
from harness.virtual.life import Life
from harness.virtual.loop import Entry, Loop

SUSPENDED_AFTER_S = 30.0
"""Platform knowledge, not a fact of the SDKs: iOS suspends an app in the background when its background task ends,
which both SDKs begin to flush and which gets about half a minute. Android lets a process go on."""


class Running:
    """``was_shown``: its first screen was made, which a process that was started for a push may never do."""

    def __init__(self, app: HostApp, life: Life, loop: Loop, *, is_suspended_when_hidden: bool) -> None:
        self.app = app
        self.life = life
        self.was_shown = False
        self.is_in_foreground = False
        self._loop = loop
        self._is_suspended_when_hidden = is_suspended_when_hidden
        self._rest: Entry | None = None
        self._rest_soon()

    def show(self) -> None:
        self.wake()
        self.launch()
        if not self.is_in_foreground:
            self.is_in_foreground = True
            self._stay_awake()
            self.app.entered_foreground()

    def launch(self) -> None:
        """The first screen's making; once per process."""
        if not self.was_shown:
            self.was_shown = True
            self.app.launched()

    def rotate(self) -> None:
        if self.is_in_foreground:
            self.app.rotated()

    def hide(self) -> None:
        if self.is_in_foreground:
            self.is_in_foreground = False
            self.app.entered_background()
            self._rest_soon()

    def open_link(self, url: str, is_shown_first: bool) -> None:
        """A cold app has the link before it is active on both platforms; a warm one on Android only (onCreate)."""
        self.wake()
        if is_shown_first and self.was_shown:
            self.show()
        self.launch()
        self.app.opened_link(url)
        self.show()

    def wake(self) -> None:
        """For a while, unless it is in front. What fell due while it was suspended is done in turns after this one."""
        for task in self.life.resume():
            self._loop.post(task)
        if not self.is_in_foreground:
            self._rest_soon()

    def _rest_soon(self) -> None:
        self._stay_awake()
        if self._is_suspended_when_hidden:
            self._rest = self.life.owns(self._loop.call_later(SUSPENDED_AFTER_S, self.life.suspend))

    def _stay_awake(self) -> None:
        if self._rest:
            self._rest.cancel()
        self._rest = None
