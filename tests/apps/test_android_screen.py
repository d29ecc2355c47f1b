"""The Android app and the virtual phone's host app have the same screen, verbs, launch arguments and texts."""

from __future__ import annotations

import ast
import inspect
import re

import pytest

from harness.virtual import parts, push_ways, screen, verbs
from harness.virtual.app import APP_ID, HostApp
from harness.virtual.runner import SEED
from harness.virtual.screen import Screen
from harness.virtual.verbs import VERBS
from tests.apps.kotlin_source import constants, read_defaults, read_texts, read_verbs, source

MODELLED = {name: verb.arguments for name, verb in VERBS.items()}


def test_the_verbs_their_arguments_and_choices_are_equal() -> None:
    found = read_verbs(source("Verbs.kt"))
    assert found == MODELLED
    assert list(found) == list(MODELLED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('verb("flush")', 'verb("flush_all")'),
        ('text("user_id")', 'needed("user_id")'),
        ('"install", "update"', '"install", "updated"'),
        ('needed("name"), data("properties")', 'data("properties"), needed("name")'),
        ('data("context")', 'text("context")'),
    ],
)
def test_a_verb_that_differs_is_noticed(old: str, new: str) -> None:
    text = source("Verbs.kt")
    assert old in text
    assert read_verbs(text.replace(old, new, 1)) != MODELLED


def test_the_launch_arguments_have_equal_values() -> None:
    own = {parts.PUSH_BY: parts.DEFAULT_PUSH_BY["Android"]}
    assert read_defaults(source("Launch.kt")) == {**parts.DEFAULTS, **own}
    assert f'AT_START = "{parts.AT_START}"' in source("Launch.kt")


def test_the_ids_and_their_order_are_equal() -> None:
    text = source("Screen.kt")
    assert constants(text) == {"COMMAND": screen.COMMAND, "RUN": screen.RUN, "OUTCOME": screen.OUTCOME}
    build = text[text.index("fun build()") : text.index("fun leave()")]
    order = ["add(field(COMMAND))", 'add(button(RUN, "Run")', "add(outcome)", "VERBS.values.forEach(::addForm)"]
    assert sorted(order, key=build.index) == order
    form = text[text.index("private fun addForm") : text.index("private fun add(")]
    assert form.index('field("${verb.name}.${it.name}")') < form.index("button(verb.name, verb.name)")


def test_a_form_is_its_fields_and_then_its_button() -> None:
    widgets = [widget.id for widget in Screen().widgets()]
    expected = [screen.COMMAND, screen.RUN, screen.OUTCOME]
    for name, arguments in read_verbs(source("Verbs.kt")).items():
        expected += [f"{name}.{argument.name}" for argument in arguments] + [name]
    assert widgets == expected


def test_the_outcome_has_equal_keys() -> None:
    put = re.findall(r'put(?:Texts)?\("(\w+)"', source("Outcome.kt"))
    said = re.findall(r'"(\w+)": ', inspect.getsource(HostApp._render))
    assert set(put) == set(said)


def test_refusals_have_equal_texts() -> None:
    kotlin = read_texts(source("Commands.kt") + source("Console.kt") + source("PushWays.kt"), "CommandException(")
    kotlin |= read_texts(source("Commands.kt"), "{ ")
    assert python_texts(verbs) <= kotlin
    assert "this app has no push code (launch argument pushBy)" in kotlin
    assert python_texts(push_ways) - {"token must be APNs' bytes in hex, not {}"} <= kotlin


def test_the_app_id_is_equal() -> None:
    assert source("MainActivity.kt").startswith(f"package {APP_ID}\n")


def python_texts(module: object) -> set[str]:
    """What every CommandError of a module says, each thing that is filled in written as ``{}``."""
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "CommandError"]
    return {_text(call.args[0]) for call in calls}


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else "{}"


def test_only_launch_arguments_are_taken_for_such() -> None:
    others = re.findall(r"OTHERS = setOf\((.*)\)", source("Launch.kt"))
    named = set(re.findall(r'"(\w+)"', others[0]))
    assert named == {"proxyHost", "proxyPort", "destination", parts.NETWORK_STATE, SEED}
