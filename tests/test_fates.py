"""What became of what the app was told."""

from __future__ import annotations

from typing import Any

import pytest

from harness.calls import Action, Call, Entry, Exchange, Note, What
from harness.fates import Fate, Known, fates_of, known_from

SETTLED = Known(is_settled=True)


class Story:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._requests = 0

    def told(self, verb: str, **arguments: Any) -> Story:
        return self._add(Action(verb, "phone", arguments))

    def got(
        self,
        vendor: str,
        kind: str,
        name: str | None = None,
        *,
        status: int | None = 200,
        message: str = "m-1",
        **more: Any,
    ) -> Story:
        self._requests += 1
        exchange, condition = f"{self._requests:04x}", more.pop("condition", "")
        url = "https://api.segment.io/v1/b"
        self._add(Exchange(exchange, "phone", 0.0, "POST", url, status=status, condition=condition))
        call = Call(vendor, kind, "phone", f"{exchange} /0", name, message_id=message, status=status, **more)
        return self._add(call)

    def noted(self, **data: Any) -> Story:
        return self._add(Note("settled", "phone", "two fences arrived", data))

    def _add(self, what: What) -> Story:
        self.entries.append(Entry(len(self.entries), 0.0, "test", what))
        return self

    def words(self, known: Known = SETTLED) -> list[str]:
        return [f"{fate.vendor} {fate.word} {fate.tries}" for fate in fates_of(self.entries, known)]


def a_track() -> Story:
    return Story().told("track", name="A", properties={"n": 1})


def test_what_arrived_once_is_acknowledged() -> None:
    story = a_track().got("segment", "track", "A", data={"n": 1}).got("moengage", "event_tracked", "A")
    assert story.words() == ["segment acknowledged 1", "moengage acknowledged 1"]


def test_what_was_refused_at_first_is_retried() -> None:
    story = a_track().got("segment", "track", "A", status=503).got("segment", "track", "A", status=None)
    assert story.got("segment", "track", "A").words()[0] == "segment retried 3"


def test_what_was_acknowledged_twice_is_doubled() -> None:
    story = a_track().got("segment", "track", "A").got("segment", "track", "A")
    assert story.words()[0] == "segment doubled 2"


def test_two_messages_of_one_action_are_doubled_too() -> None:
    story = a_track().got("segment", "track", "A").got("segment", "track", "A", message="m-2")
    assert story.words()[0] == "segment doubled 2"


def test_an_answer_that_was_cut_acknowledges_nothing() -> None:
    story = a_track().got("segment", "track", "A", condition="segment uploads: answer truncated")
    assert story.got("segment", "track", "A").words()[0] == "segment retried 2"


@pytest.mark.parametrize(("status", "said"), [(400, "refused"), (None, "sent")])
def test_what_was_not_acknowledged_and_not_sent_again(status: int | None, said: str) -> None:
    assert a_track().got("segment", "track", "A", status=status).words()[0] == f"segment {said} 1"


def test_what_is_nowhere_is_lost_once_everything_has_arrived() -> None:
    assert a_track().words() == ["segment lost 0", "moengage lost 0"]
    assert a_track().words(Known()) == ["segment created 0", "moengage created 0"]


def test_what_an_sdk_holds_is_not_lost() -> None:
    assert a_track().words(Known(frozenset({"segment"}), is_settled=True)) == ["segment held 0", "moengage lost 0"]


def test_what_lies_on_the_phones_disk_is_queued() -> None:
    known = Known(stored='{"files": {"queue": {"0": "{\\"event\\":\\"A\\"}"}}}', is_settled=True)
    assert a_track().words(known) == ["segment queued 0", "moengage queued 0"]


def test_of_two_actions_alike_each_has_its_message() -> None:
    story = a_track().told("track", name="A", properties={"n": 1}).got("segment", "track", "A", data={"n": 1})
    assert [one for one in story.words() if one.startswith("segment")] == ["segment acknowledged 1", "segment lost 0"]


def test_actions_of_one_name_are_told_apart_by_their_data() -> None:
    story = a_track().told("track", name="A", properties={"n": 2}).got("segment", "track", "A", data={"n": 2})
    assert [one for one in story.words() if one.startswith("segment")] == ["segment lost 0", "segment acknowledged 1"]


def test_moengage_hears_of_a_user_once_and_again_after_reset() -> None:
    story = Story().told("identify", user_id="ada").told("identify", user_id="ada", traits={"a": 1})
    story.told("reset").told("identify", user_id="ada")
    assert [one.position for one in fates_of(story.entries) if one.vendor == "moengage"] == [0, 2, 3]


def test_moengage_hears_nothing_of_what_is_kept_from_it_or_bare() -> None:
    story = Story().told("track", name="A", properties={"n": 1}, integrations={"MoEngage": False})
    story.told("track", name="B").told("screen", name="C").told("flush")
    assert [one.vendor for one in fates_of(story.entries)] == ["segment", "segment", "segment"]


def test_a_recording_says_how_it_ended() -> None:
    story = a_track().noted(held=["segment holds 3"], proven=True)
    assert known_from(story.entries) == Known(frozenset({"segment"}), "", True)
    assert known_from(a_track().entries) == Known()


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        (Fate(0, "segment", "acknowledged", 1), "segment: acknowledged"),
        (Fate(0, "segment", "retried", 3), "segment: acknowledged after 3 tries"),
        (Fate(0, "segment", "refused", 1, 400), "segment: answered 400, and not sent again"),
        (Fate(0, "segment", "refused", 2, 503), "segment: answered 503 in 2 tries, and not sent again"),
        (Fate(0, "segment", "sent", 1), "segment: sent, and no answer came"),
        (Fate(0, "segment", "held", 2), "segment: held by the SDK after 2 tries"),
        (Fate(0, "moengage", "queued"), "moengage: queued on the phone's disk"),
        (Fate(0, "segment", "doubled", 2, 200, ("0a", "0b")), "segment: there more than once (0a, 0b)"),
        (Fate(0, "segment", "created"), "segment: told to the app; nothing more is known"),
        (Fate(0, "segment", "lost"), "segment: lost"),
    ],
)
def test_a_fate_reads_as_a_sentence(fate: Fate, said: str) -> None:
    assert str(fate) == said
