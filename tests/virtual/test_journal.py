from __future__ import annotations

import errno

from harness.virtual.journal import Journal


def test_lines_carry_the_phones_time(journal: Journal) -> None:
    journal.write("first")
    journal.write("second")
    assert journal.lines() == ((1.0, "first"), (1.0, "second"))


def test_a_defect_is_a_line_with_its_traceback_and_is_kept(journal: Journal) -> None:
    try:
        raise KeyError("anonymousId")
    except KeyError as defect:
        journal.write_defect(defect, "a verb")
    [(_, line)] = journal.lines()
    assert line.startswith("model defect in a verb: Traceback")
    assert journal.defects()[0].startswith("a verb: KeyError: 'anonymousId' (test_journal.py:")


def test_a_full_disk_is_no_defect_of_a_model(journal: Journal) -> None:
    journal.write_defect(OSError(errno.ENOSPC, "No space left on device", "queue-1"), "a verb")
    journal.write_defect(OSError(errno.EACCES, "Permission denied"), "a verb")
    first, _ = [text for _, text in journal.lines()]
    assert first == "a verb: no space left on device: queue-1 (unknown)"
    assert len(journal.defects()) == 1
    assert "Permission denied" in journal.defects()[0]
