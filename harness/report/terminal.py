"""The last line of a run: what passed, and on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from harness.report.outcomes import Result


def last_line(results: Sequence[Result]) -> str:
    """``12 passed on virtual phones: models of analytics-kotlin 1.27.0, ...; 9 behaviours guessed. 0 on devices.``"""
    virtual = [result for result in results if result.device and result.is_virtual]
    real = [result for result in results if result.device and not result.is_virtual]
    said = [f"{_outcomes(virtual)} on virtual phones: {_models(virtual)}."] if virtual else []
    return " ".join([*said, f"{_outcomes(real) if real else '0'} on devices."])


def _outcomes(results: Sequence[Result]) -> str:
    counts = Counter(result.outcome for result in results)
    names = [name for name in ("failed", "error", "passed", "skipped") if counts[name]]
    return ", ".join(f"{counts[name]} {name}" for name in names)


def _models(results: Sequence[Result]) -> str:
    models = dict.fromkeys(model for result in results for model in result.models)
    guessed = {behaviour for result in results for behaviour in result.guessed}
    return f"models of {', '.join(models)}; {len(guessed)} behaviours guessed"
