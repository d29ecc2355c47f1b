from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

import harness.virtual.sdk
from harness.virtual.sdk.moengage_stored import FORMS, drop_damaged

GOOD: dict[str, Any] = {
    "unique_id": "u",
    "core_user_identifiers": {"uid": "ada"},
    "attribute_cache": {"plan": ['"pro"', 1.5]},
    "session": {"session_id": "s", "start_time": "t"},
    "session_left_at": 7,
    "remote_configuration": "{}",
    "lost_batches": ["b"],
    "last_point": 3,
    "is_sdk_enabled": False,
    "somebody's": object,
}


def test_what_has_its_form_stays() -> None:
    values, lines = dict(GOOD), list[str]()
    drop_damaged(values, lines.append)

    assert (values, lines) == (GOOD, [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unique_id", 7),
        ("unique_id", "half \ud800"),
        ("core_user_identifiers", ["ada"]),
        ("core_user_identifiers", {"uid": 7}),
        ("attribute_cache", {"plan": "pro"}),
        ("attribute_cache", {"plan": ['"pro"', "then"]}),
        ("session", {"session_id": "s"}),
        ("session_left_at", float("nan")),
        ("session_left_at", True),
        ("remote_configuration", '{"e_b_c":'),
        ("remote_configuration", "[]"),
        ("lost_batches", [7]),
        ("last_point", -1),
        ("last_point", 10**12),
        ("is_sdk_enabled", "false"),
        ("app_version_code", 1.5),
    ],
)
def test_what_has_another_form_is_dropped_and_logged(name: str, value: Any) -> None:
    values, lines = {**GOOD, name: value}, list[str]()
    drop_damaged(values, lines.append)

    assert name not in values
    assert len(lines) == 1
    assert name in lines[0]


def test_every_key_that_the_models_keep_has_a_form() -> None:
    """Keys are module constants whose value is read from or written to ``values``."""
    kept: set[str] = set()
    for file in Path(harness.virtual.sdk.__path__[0]).glob("moengage_*.py"):
        kept |= keys_of(ast.parse(file.read_text(encoding="utf-8")))

    assert {"unique_id", "push_id", "session"} <= kept
    assert kept <= set(FORMS)


def keys_of(module: ast.Module) -> set[str]:
    texts = {name: text for node in module.body for name, text in constants_of(node)}
    used = {
        node.slice.id
        for node in ast.walk(module)
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Name)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "_values"
    }
    return {texts[name] for name in used if name in texts}


def constants_of(node: ast.stmt) -> list[tuple[str, str]]:
    if not isinstance(node, ast.Assign):
        return []
    target, value = node.targets[0], node.value
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    values = value.elts if isinstance(value, ast.Tuple) else [value]
    return [
        (name.id, text.value)
        for name, text in zip(names, values, strict=False)
        if isinstance(name, ast.Name) and isinstance(text, ast.Constant) and isinstance(text.value, str)
    ]
