"""The model against the real SDK: the same walk, request by request and value by value in shape."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from harness.virtual.sdk.seams import Response
from tests.virtual.sdk.fake_network import decoded_body
from tests.virtual.sdk.kotlin_phases import PHASES, whole_walk

HERE = Path(__file__).parent
CAPTURES = HERE.parents[1] / "wire" / "captures" / "jvm"
RELEASES = ("1.19.2", "1.27.0")
DIFFERENCES = HERE / "shape_differences.toml"
FORMS = {
    "uuid": re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
    "time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"),
    "version": re.compile(r"\d+(\.\d+)+"),
}

Exchange = tuple[str, str, list[tuple[str, str]], Any, object]
"""Label, "POST /v1/b", headers, decoded body, status (or a text where none was given)."""


@cache
def captured(release: str) -> tuple[Exchange, ...]:
    text = (CAPTURES / f"{release}.ndjson").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    return tuple(_captured_exchange(line) for line in lines if "url" in line)


def _captured_exchange(line: Mapping[str, Any]) -> Exchange:
    headers = [(name.lower(), value) for name, value in line["headers"] if name.lower() != "content-length"]
    status = line["answer"]["status"]
    return line["label"], _endpoint(line["method"], line["url"]), headers, line["body"], status


@cache
def modelled(release: str) -> tuple[Exchange, ...]:
    return tuple(
        (
            label,
            _endpoint(request.method, request.url),
            [(name.lower(), value) for name, value in request.headers],
            decoded_body(request) if request.body else None,
            answer.status if isinstance(answer, Response) else "killed",
        )
        for label, request, answer in whole_walk(release)
    )


def _endpoint(method: str, url: str) -> str:
    return f"{method} {url.removeprefix('https://')}"


def form(value: object) -> str:
    """A type, and of texts that have one their form; whole and broken numbers differ."""
    if isinstance(value, str):
        return next((name for name, pattern in FORMS.items() if pattern.fullmatch(value)), "text")
    return type(value).__name__


def shape(value: object, path: str = "") -> Iterator[str]:
    yield f"{path}: {form(value)}"
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from shape(inner, f"{path}.{key}")
    if isinstance(value, list):
        for inner in value:
            yield from shape(inner, f"{path}[]")


def calls(exchanges: tuple[Exchange, ...], label: str) -> set[str]:
    """Every path of every request beside the kind of call it is in, and the order of an event's keys."""
    seen: set[str] = set()
    for said, endpoint, _, body, _ in exchanges:
        if said == label and body is not None:
            bare = {key: inner for key, inner in body.items() if key != "batch"}
            seen |= {f"{endpoint} {path}" for path in shape(bare)}
            for event in body.get("batch", []):
                name = f"{event['type']} {event.get('event', '')}"
                seen |= {f"{name}{path}" for path in shape(event)}
                seen |= {f"{name} keys {' '.join(event)}", f"{name}.context keys {' '.join(event['context'])}"}
    return seen


def headers(exchanges: tuple[Exchange, ...], label: str) -> set[str]:
    return {
        f"{endpoint} " + ", ".join(f"{name}={value}" for name, value in given)
        for said, endpoint, given, _, _ in exchanges
        if said == label
    }


def course(exchanges: tuple[Exchange, ...], label: str) -> Counter[str]:
    """What was sent how often, with which events and which answer; order is nobody's promise (segment.md 2.1)."""
    return Counter(
        f"{endpoint} {sorted(event.get('event', event['type']) for event in (body or {}).get('batch', []))} -> {status}"
        for said, endpoint, _, body, status in exchanges
        if said == label
    )


class Listed:
    """The differences that are on the list; each is used, or it is an error."""

    def __init__(self) -> None:
        document = tomllib.loads(DIFFERENCES.read_text(encoding="utf-8"))
        self.entries: list[dict[str, str]] = document["difference"]

    def explain(self, release: str, label: str, side: str, text: str) -> dict[str, str] | None:
        return next((one for one in self.entries if self._fits(one, release, label, side, text)), None)

    @staticmethod
    def _fits(one: Mapping[str, str], release: str, label: str, side: str, text: str) -> bool:
        is_meant = one["release"] in (release, "*") and one["label"] in (label, "*")
        return is_meant and one["side"] == side and text.startswith(one["what"])


def differences(release: str, label: str) -> list[tuple[str, str]]:
    """What only one side has: ("captured" or "modelled", text)."""
    found: list[tuple[str, str]] = []
    for look in (calls, headers, course):
        real, model = look(captured(release), label), look(modelled(release), label)
        found += [("captured", text) for text in sorted(set(real) - set(model))]
        found += [("modelled", text) for text in sorted(set(model) - set(real))]
    real_course, model_course = course(captured(release), label), course(modelled(release), label)
    return found + [
        ("captured", f"{real_course[text]} times: {text}")
        for text in sorted(set(real_course) & set(model_course))
        if real_course[text] != model_course[text]
    ]


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("label", PHASES)
def test_the_model_s_traffic_has_the_real_one_s_shape(release: str, label: str) -> None:
    listed = Listed()

    found = differences(release, label)
    assert [one for one in found if listed.explain(release, label, *one) is None] == []


@pytest.mark.parametrize("release", RELEASES)
def test_every_label_of_the_capture_is_played(release: str) -> None:
    assert {said for said, *_ in captured(release)} <= set(PHASES)


def test_every_listed_difference_is_one() -> None:
    listed = Listed()
    walks = [(release, label) for release in RELEASES for label in PHASES]
    used = [listed.explain(*walk, *found) for walk in walks for found in differences(*walk)]

    assert [one for one in listed.entries if one not in used] == []
    assert all(one["reason"] for one in listed.entries)


def test_a_lost_field_would_be_seen() -> None:
    event = {"type": "track", "context": {"screen": {"density": 2.0}}, "list": [1, None]}

    assert set(shape(event)) >= {".context.screen.density: float", ".list[]: int", ".list[]: NoneType"}
    assert form("17f7a255-293e-4167-a415-6ce1a9a240ab") == "uuid"
    assert form("2026-11-24T00:06:53.690Z") == "time"
    assert form("1.27.0") == "version"
