"""The settings document of analytics-swift: defaults, cache, and how it is fetched."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Answer, Response
from harness.virtual.sdk.swift_http import Http
from harness.virtual.sdk.swift_state import Defaults

Document = dict[str, Any]
STORED = "segment.settings"
KNOWN = (
    "integrations", "plan", "edgeFunction", "middlewareSettings", "metrics", "consentSettings", "autoInstrumentation",
)  # fmt: skip


@rests_on("segment.md 1.4")
def default_document() -> Document:
    return {"integrations": {"Segment.io": True}}


@rests_on("segment.md 1.3")
def decode_document(body: bytes) -> Document | None:
    """Each key by itself: one of a wrong type is lost alone. None for what is no object."""
    try:
        found = json.loads(body.decode("utf-8", "replace"))
    except ValueError:
        return None
    return readable_part(found) if isinstance(found, dict) else None


def readable_part(found: Document) -> Document:
    return {key: found[key] for key in KNOWN if isinstance(found.get(key), dict)}


class Settings:
    """The document in force: the stored one at first, else the default, then what was fetched last."""

    def __init__(self, defaults: Defaults) -> None:
        self._defaults = defaults
        self.document = self.load()
        self.persist()

    @rests_on("segment.md 1.4", "inferred")
    def load(self) -> Document:
        """Decoded as a fetched one is, key by key; what is no document is none."""
        found = self._defaults.get(STORED)
        return copy.deepcopy(readable_part(found)) if isinstance(found, dict) else default_document()

    @rests_on("segment.md 1.4")
    def replace(self, document: Document) -> None:
        self.document = document
        self.persist()

    def persist(self) -> None:
        """Defaults too."""
        self._defaults[STORED] = copy.deepcopy(self.document)

    @property
    def integrations(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.document.get("integrations", {})
        return found

    @rests_on("segment.md 3.1")
    def has(self, key: str) -> bool:
        """Anything but null will do."""
        return self.integrations.get(key) is not None

    def of_segment(self) -> Mapping[str, Any]:
        found = self.integrations.get("Segment.io")
        return found if isinstance(found, dict) else {}

    def copy(self) -> Document:
        return copy.deepcopy(self.document)


class SettingsFetch:
    """One GET at a time."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self.is_running = False

    @rests_on("segment.md 1.4")
    def start(self, then: Callable[[Document | None], None]) -> None:
        """None where the fetch failed; it is not tried again before the next foreground."""

        def answered(answer: Answer) -> None:
            self.is_running = False
            then(self.read(answer))

        self.is_running = True
        self._http.fetch_settings(answered)

    @rests_on("segment.md 1.2")
    def read(self, answer: Answer) -> Document | None:
        if not isinstance(answer, Response) or answer.status > 300:
            return None
        return decode_document(answer.body)
