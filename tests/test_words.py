from __future__ import annotations

import harness


def test_the_words_of_suites_are_sorted_and_exist() -> None:
    assert harness.__all__ == sorted(harness.__all__, key=lambda word: (not word.isupper(), word))
    assert all(getattr(harness, word) for word in harness.__all__ if word != "NOBODY")


def test_every_pattern_is_a_word_of_suites() -> None:
    from harness.patterns import moengage, segment

    made_here = {
        name
        for module in (segment, moengage)
        for name, value in vars(module).items()
        if callable(value) and value.__module__ == module.__name__ and not name.startswith("_") and name != "wire_key"
    }
    assert made_here <= set(harness.__all__)
