from __future__ import annotations

import json

import pytest

from harness.virtual.verbs import VERBS, Argument, Command, CommandError, parse_commands, parse_form


def test_a_command_is_a_verb_and_its_arguments() -> None:
    text = '{"verb": "identify", "arguments": {"user_id": "u1", "traits": {"plan": "pro"}}}'
    assert parse_commands(text) == [Command("identify", {"user_id": "u1", "traits": {"plan": "pro"}})]


def test_a_list_is_a_burst_in_its_order() -> None:
    commands = parse_commands('[{"verb": "reset"}, {"verb": "track", "arguments": {"name": "A"}}]')
    assert [command.verb for command in commands] == ["reset", "track"]


def test_an_argument_that_is_null_was_not_given_and_an_empty_one_was() -> None:
    [command] = parse_commands('{"verb": "identify", "arguments": {"user_id": null, "traits": {}}}')
    assert command.arguments == {"traits": {}}


def test_an_empty_text_is_given() -> None:
    [command] = parse_commands('{"verb": "identify", "arguments": {"user_id": ""}}')
    assert command.arguments == {"user_id": ""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the command is not JSON"),
        ("{", "the command is not JSON"),
        ("[]", "says nothing to do"),
        ("7", "a command is an object"),
        ('{"verb": "reset", "arguments": []}', "a command is an object"),
        ('{"verb": "fly"}', "unknown verb 'fly'; known are identify, track"),
        ('{"verb": "track", "arguments": {}}', "track needs name"),
        ('{"verb": "track", "arguments": {"name": 7}}', "name must be text, not 7"),
        ('{"verb": "track", "arguments": {"name": "A", "properties": []}}', "properties must be an object"),
        ('{"verb": "app_status", "arguments": {"status": "new"}}', "status must be one of install, update, not 'new'"),
        ('{"verb": "moengage_sdk", "arguments": {"state": "ON"}}', "state must be one of on, off, not 'ON'"),
        ('{"verb": "push_token"}', "push_token needs token"),
        ('{"verb": "reset", "arguments": {"name": "A"}}', "reset has no argument 'name'; it has none"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(text: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        parse_commands(text)


def test_an_empty_field_of_a_form_was_not_given() -> None:
    assert parse_form("track", {"name": "A", "properties": "", "integrations": ""}) == Command("track", {"name": "A"})


@pytest.mark.parametrize("fields", [{"name": "A", "properties": "{"}, {"name": "A", "properties": "7"}, {"name": ""}])
def test_a_form_that_cannot_be_read_says_why(fields: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        parse_form("track", fields)


def filled(argument: Argument) -> object:
    return {"a": 1} if argument.kind == "object" else next(iter(argument.choices), "text")


@pytest.mark.parametrize("verb", VERBS)
def test_a_full_form_and_a_full_command_are_the_same(verb: str) -> None:
    values = {one.name: filled(one) for one in VERBS[verb].arguments}
    fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}
    assert [parse_form(verb, fields)] == parse_commands(json.dumps({"verb": verb, "arguments": values}))
