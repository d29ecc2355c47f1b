"""What changed between the releases of MoEngage's SDKs, as far as the facts say (moengage.md 1.5, 1.7, 2.3, 6).

A thing is dated by the release that is named for it, or else by the first one in which it was seen. Not modelled: the
``moe_drm_id`` of Android before 14.04.00, whose form is not known, and what was new in between and is not on the wire.
"""

from __future__ import annotations

from dataclasses import dataclass

from harness.virtual.facts import rests_on

Version = tuple[int, ...]


@dataclass(frozen=True)
class AndroidRelease:
    accepts: tuple[int, ...]
    """The statuses that take a report off the phone."""
    refuses_unknown_workspaces: bool
    """IllegalStateException for an API of a workspace that nobody initialised."""
    forces_logout: bool
    """Another unique id than the known one logs out first, by force."""
    has_identities: bool
    has_device_unique_id: bool
    tells_delivery: bool
    """``b_num``, ``t_p``, ``r_*``, ``l_b``, ``appState``, ``integratedModules`` and ``featuresUsage`` in a report."""
    gives_up: bool
    """A batch is dropped after the server's number of tries."""
    tracks_tokens: bool
    """TOKEN_EVENT with each new push token."""
    deletes_users: bool


@dataclass(frozen=True)
class IosRelease:
    accepts: tuple[int, ...]
    has_identities: bool
    counts_milliseconds: bool
    """EVENT_G_TIME is in milliseconds; it was in seconds before."""
    tells_push_state: bool
    """Reports carry device attributes, among them whether notifications are allowed."""
    gives_up: bool


@rests_on("moengage.md 6.3", "inferred")
def android_release(text: str) -> AndroidRelease:
    """TOKEN_EVENT is on the lists of releases up to 14 only, which is taken for its end."""
    version = version_of(text)
    return AndroidRelease(
        accepts=(200, 207) if version >= (14,) else (200,),
        refuses_unknown_workspaces=version >= (15,),
        forces_logout=version < (13, 6),
        has_identities=version >= (13, 6),
        has_device_unique_id=version >= (14,),
        tells_delivery=version >= (14,),
        gives_up=version >= (14,),
        tracks_tokens=version < (15,),
        deletes_users=version >= (12, 10),
    )


@rests_on("moengage.md 6.2", "inferred")
def ios_release(text: str) -> IosRelease:
    """Core's 10.04.0 is compared with the SDK's own number, which is a little ahead of it. What a server must answer,
    and whether a batch is ever given up, is not known on iOS: as on Android."""
    version = version_of(text)
    return IosRelease(
        accepts=(200, 207),
        has_identities=version >= (9, 23),
        counts_milliseconds=version >= (9, 20),
        tells_push_state=version >= (10, 4),
        gives_up=True,
    )


def version_of(text: str) -> Version:
    """``"10.02.2"`` -> ``(10, 2, 2)``."""
    return tuple(int(part) for part in text.split("."))
