"""The quality on record holds: no figure may fall more than a point below it.

Needs the gold beside the project; skipped where it is absent.
"""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
ALLOWED_LOSS = 0.01

pytestmark = pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="the gold is not here")


@pytest.fixture(scope="module")
def quality() -> object:
    sys.path.insert(0, str(ROOT / "bench"))
    import quality

    return quality


def test_no_figure_falls_more_than_a_point(quality: object) -> None:
    before = quality.recorded()  # type: ignore[attr-defined]
    assert before, "docs/quality.json is missing: python bench/quality.py --write"
    now = quality.measure()  # type: ignore[attr-defined]
    counts = ("told as fact", "in gold")
    fallen = {
        name: (value, now.get(name))
        for name, value in before.items()
        if not name.endswith(counts) and now.get(name, 0.0) < value - ALLOWED_LOSS
    }
    assert fallen == {}


def test_nothing_denied_or_conditional_is_told_as_fact(quality: object) -> None:
    now = quality.measure(["documents"])  # type: ignore[attr-defined]
    assert {name: value for name, value in now.items() if name.endswith("told as fact") and value} == {}
