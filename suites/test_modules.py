"""What the modules beside data tracking ask for: in-app campaigns when the app opens, cards when somebody looks."""

from __future__ import annotations

import pytest

from harness import cards_fetched, expect, in_app_fetched


def test_in_app_campaigns_are_asked_for_once_when_the_app_opens(app, moengage):
    expect(moengage).to_receive_once(in_app_fetched())


@pytest.mark.not_launched
def test_in_app_campaigns_that_are_blocked_are_not_asked_for(app, moengage):
    moengage.answers_config({"i_s": "blocked"})
    app.launch()
    app.settle()
    app.kill()
    app.let_pass(3700)

    again = app.relaunch()

    expect(moengage).after(again).not_to_receive(in_app_fetched())


@pytest.mark.not_launched
def test_cards_are_asked_for_when_they_are_looked_at(app, moengage):
    moengage.answers_config({"c_s": "allowed"})
    app.launch()
    app.settle()

    look = app.fetch_cards()

    expect(moengage).after(look).to_receive_once(cards_fetched())


def test_cards_that_are_blocked_are_not_asked_for(app, moengage):
    look = app.fetch_cards()

    expect(moengage).after(look).not_to_receive(cards_fetched())
