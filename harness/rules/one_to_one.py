"""Each call that device mode delivers is answered by its MoEngage actions, once; no action is without a call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from harness.calls import Call
from harness.findings import Flaw
from harness.traffic import Traffic, once_each

SEVERITY = "error"

BREAKS = (
    *("kill", "opt_out", "opt_in", "delete_user", "fill_storage", "delete", "reinstall", "reboot", "write_stored"),
    *("upgrade_to", "go_offline", "add_plugin"),
)
"""After these a call may rightly be lost on its way to one vendor, or be refused by its SDK."""
SDKS_OWN = ("MOE_", "MO_", "EVENT_ACTION_", "NOTIFICATION_", "DT_", "TOKEN_EVENT")
"""Events of MoEngage's own (facts: moengage.md 2.2)."""


def judge(traffic: Traffic) -> Iterator[Flaw]:
    if not _is_whole(traffic):
        return
    sent = once_each([call for call in traffic.segment if call.kind == "track" and _is_wanted(traffic, call)])
    got = once_each([call for call in traffic.moengage if call.kind == "event_tracked" and not _is_own(call)])
    yield from _compared(sent, got)
    resets = traffic.count("reset")
    outs = [call for call in once_each(traffic.moengage) if call.kind == "signed_out"]
    if len(outs) != resets:
        yield Flaw(
            outs[-1].source if outs else "", f"reset was told {resets} times, MoEngage was told {len(outs)} times"
        )


def _is_whole(traffic: Traffic) -> bool:
    """Everything arrived, device mode was on all the time, and nobody did what keeps a call from one vendor."""
    if not (traffic.is_told and traffic.is_settled and traffic.moengage):
        return False
    conditions = [note for _, note in traffic.notes if note.kind in ("condition", "settings", "refused")]
    if traffic.count(*BREAKS) or traffic.count("launch") > 1 or conditions:
        return False
    fetched = [call for _, call in traffic.calls if call.kind == "settings_fetched"]
    return all("MoEngage" in call.data.get("integrations", ()) for call in fetched)


def _is_wanted(traffic: Traffic, call: Call) -> bool:
    """iOS's destination drops an event without properties (facts: moengage.md 0.8)."""
    integrations = call.raw.get("integrations")
    off = integrations.get("MoEngage") if isinstance(integrations, Mapping) else None
    bare = traffic.platform_of(call) == "ios" and "properties" not in call.raw
    return off is not False and off != "false" and not bare


def _is_own(call: Call) -> bool:
    return str(call.name).startswith(SDKS_OWN)


def _compared(sent: list[Call], got: list[Call]) -> Iterator[Flaw]:
    counts, received = Counter(call.name for call in sent), Counter(call.name for call in got)
    for name in counts | received:
        if counts[name] != received[name]:
            shown = next(call for call in [*got, *sent] if call.name == name)
            yield Flaw(shown.source, f"track {name!r}: Segment has {counts[name]}, MoEngage has {received[name]}")
