"""Patterns of what Segment receives, as past participles: ``expect(segment).to_receive(identified(ada))``."""

from __future__ import annotations

from typing import Unpack

from harness.calls import SEGMENT
from harness.patterns.fields import ANYONE, ANYTHING
from harness.patterns.pattern import More, Pattern, id_of, said


def identified(user: object = ANYONE, *, traits: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    return Pattern(SEGMENT, "identify", said(user_id=id_of(user), **more), traits, "traits")


def tracked(
    name: object = ANYTHING, user: object = ANYONE, *, properties: object = ANYTHING, **more: Unpack[More]
) -> Pattern:
    return Pattern(SEGMENT, "track", said(name=name, user_id=id_of(user), **more), properties)


def screen_viewed(
    name: object = ANYTHING,
    user: object = ANYONE,
    *,
    category: object = ANYTHING,
    properties: object = ANYTHING,
    **more: Unpack[More],
) -> Pattern:
    return Pattern(SEGMENT, "screen", said(name=name, user_id=id_of(user), category=category, **more), properties)


def page_viewed(
    name: object = ANYTHING,
    user: object = ANYONE,
    *,
    category: object = ANYTHING,
    properties: object = ANYTHING,
    **more: Unpack[More],
) -> Pattern:
    """The web SDK's; the mobile SDKs have screens (facts: segment.md 2.2)."""
    return Pattern(SEGMENT, "page", said(name=name, user_id=id_of(user), category=category, **more), properties)


def grouped(
    group_id: object = ANYTHING, user: object = ANYONE, *, traits: object = ANYTHING, **more: Unpack[More]
) -> Pattern:
    return Pattern(SEGMENT, "group", said(name=group_id, user_id=id_of(user), **more), traits, "traits")


def aliased(new: object = ANYONE, *, previous: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    """``previous``: Android sends the anonymous id where nobody was known, iOS nothing (facts: segment.md 2.3)."""
    return Pattern(SEGMENT, "alias", said(user_id=id_of(new), previous_id=id_of(previous), **more))


def settings_fetched(
    *, status: object = ANYTHING, integrations: object = ANYTHING, workspace_id: object = ANYTHING
) -> Pattern:
    """What was answered: ``integrations`` is the list of their names, ``workspace_id`` MoEngage's, ABSENT without."""
    return Pattern(
        SEGMENT, "settings_fetched", said(status=status, integrations=integrations, workspace_id=workspace_id)
    )


def telemetry_sent(*, metrics: object = ANYTHING, status: object = ANYTHING) -> Pattern:
    """The SDK's reports about itself; ``metrics`` is the list of their names."""
    return Pattern(SEGMENT, "telemetry_sent", said(metrics=metrics, status=status))
