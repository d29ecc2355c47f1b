"""The settings document of analytics-kotlin: defaults, cache, and how it is fetched."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Sequence
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_http import Http, settings_request
from harness.virtual.sdk.kotlin_release import SECTIONS, Release
from harness.virtual.sdk.kotlin_state import Preferences
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.seams import Answer, NoAnswer, Response
from harness.virtual.sdk.segment_preferences import kept_text

Document = dict[str, Any]


class RejectedError(Exception):
    """The answer is no settings document; its text is what the SDK's exception says."""


@rests_on("segment.md 1.4")
def default_document(write_key: str, sections: Sequence[str] = SECTIONS) -> Document:
    """Its host is a constant, whatever the app configured."""
    segment = {"apiKey": write_key, "apiHost": "api.segment.io/v1"}
    return _complete({"integrations": {"Segment.io": segment}}, sections)


@rests_on("segment.md 1.3")
def decode_document(text: str, sections: Sequence[str] = SECTIONS) -> Document:
    """One section that is null or no object rejects the whole document; unknown keys are ignored."""
    try:
        found = json.loads(text)
    except ValueError as problem:
        raise RejectedError(f"kotlinx.serialization.json.internal.JsonDecodingException: {problem}") from problem
    if not isinstance(found, dict) or not all(isinstance(found.get(key, {}), dict) for key in sections):
        raise RejectedError("kotlinx.serialization.json.internal.JsonDecodingException: Expected a JsonObject")
    return _complete(found, sections)


def _complete(found: Document, sections: Sequence[str]) -> Document:
    return {section: found.get(section, {}) for section in sections}


class Settings:
    """The document in force: the stored one at first, else the default, then what was fetched last."""

    def __init__(self, preferences: Preferences, write_key: str, sections: Sequence[str] = SECTIONS) -> None:
        self._preferences = preferences
        self._write_key = write_key
        self._sections = sections
        self.document = self.load()

    @rests_on("segment.md 1.4")
    def load(self) -> Document:
        try:
            return decode_document(kept_text(self._preferences, "segment.settings") or "", self._sections)
        except RejectedError:
            return default_document(self._write_key, self._sections)

    @rests_on("segment.md 1.4")
    def replace(self, document: Document) -> None:
        self.document = document
        self.persist()

    @rests_on("segment.md 1.4")
    def persist(self) -> None:
        """Defaults too."""
        self._preferences["segment.settings"] = json.dumps(self.document, ensure_ascii=False)

    def copy(self) -> Document:
        return copy.deepcopy(self.document)


class SettingsFetch:
    """One GET, or from 1.25.0 on two when the first is answered with another status than 200."""

    def __init__(self, http: Http, configuration: SegmentConfiguration, release: Release) -> None:
        self._http = http
        self._configuration = configuration
        self._release = release

    @rests_on("segment.md 1.4")
    def start(self, then: Callable[[Document | RejectedError], None]) -> None:
        def answered(answer: Answer) -> None:
            if isinstance(answer, Response) and answer.status != 200 and self._release.retries_smartly:
                self.ask_again(answer, then)
            else:
                then(self.read(answer))

        self._http.send(settings_request(self._configuration, self._release), answered)

    @rests_on("segment.md 1.4")
    def ask_again(self, refusal: Response, then: Callable[[Document | RejectedError], None]) -> None:
        """Whatever the second answer is, it is thrown away."""
        request = settings_request(self._configuration, self._release, is_second=True)
        self._http.send(request, lambda _: then(self.read(refusal)))

    def read(self, answer: Answer) -> Document | RejectedError:
        if isinstance(answer, NoAnswer):
            return RejectedError(f"java.io.IOException: {answer.reason}")
        if answer.status != 200:
            return RejectedError(f"java.io.IOException: HTTP {answer.status}: ")
        try:
            return decode_document(answer.body.decode("utf-8", "replace"), self._release.sections)
        except RejectedError as problem:
            return problem
