from __future__ import annotations

import pytest

from harness.virtual.screen import NoSuchWidgetError, Screen

IDS = """command run outcome
identify.user_id identify.traits identify.integrations identify.context identify
track.name track.properties track.integrations track.context track
screen.name screen.category screen.properties screen.context screen
group.group_id group.traits group.context group
alias.user_id alias.integrations alias.context alias
reset flush canary.url canary
push_token.token push_token device_token.token device_token
register_for_push ask_permission app_status.status app_status
data_tracking.state data_tracking moengage_sdk.state moengage_sdk
delete_user show_in_app fetch_cards
open_screen.name open_screen close_screen add_plugin.name add_plugin pause_events resume_events check_settings"""
"""Every verb with its arguments: the real sample apps have these, in this order."""


def test_the_screen_is_the_one_that_the_sample_apps_have() -> None:
    widgets = Screen().widgets()
    assert [widget.id for widget in widgets] == IDS.split()
    assert {widget.id: widget.role for widget in widgets if "." in widget.id}.keys() == {
        widget.id for widget in widgets if widget.role == "field" and widget.id != "command"
    }


def test_what_is_typed_shows() -> None:
    screen = Screen()
    screen.type("track.name", "Bought")
    assert [widget.text for widget in screen.widgets() if widget.id == "track.name"] == ["Bought"]
    assert screen.form("track") == {"name": "Bought", "properties": "", "integrations": "", "context": ""}


@pytest.mark.parametrize("widget_id", ["run", "outcome", "nothing", "identify"])
def test_only_fields_take_text(widget_id: str) -> None:
    with pytest.raises(NoSuchWidgetError, match="no field"):
        Screen().type(widget_id, "text")
