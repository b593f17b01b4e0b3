"""Confidence is a chance, and knowing less never raises it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.confidence import Telling, confidence_of, least

PARTIES = ("none", "unknown", "known")  # from what says least to what says most
AUXILIARY = ("negation", "future", "historical", "hypothetical")
TELLINGS = st.builds(
    Telling,
    frame=st.floats(0, 1),
    actor=st.sampled_from(PARTIES),
    recipient=st.sampled_from((*PARTIES, "needless")),
    is_noun=st.booleans(),
    is_operated=st.booleans(),
    is_said=st.booleans(),
    auxiliary=st.frozensets(st.sampled_from(AUXILIARY)),
)


@given(TELLINGS)
def test_it_is_a_chance(telling: Telling) -> None:
    assert 0 < confidence_of(telling) < 1
    assert 0 < least() < 1


@given(TELLINGS, st.floats(0, 1))
def test_a_surer_entry_makes_a_surer_event(telling: Telling, frame: float) -> None:
    lower, higher = sorted((telling.frame, frame))
    assert confidence_of(replace(telling, frame=lower)) <= confidence_of(replace(telling, frame=higher))


@given(TELLINGS)
def test_every_weakness_costs(telling: Telling) -> None:
    best = replace(telling, actor="known", recipient="known", is_noun=False, is_operated=False, is_said=False)
    plain = replace(best, auxiliary=frozenset())
    assert confidence_of(telling) <= confidence_of(best) <= confidence_of(plain)
    for part in ("is_noun", "is_operated", "is_said"):
        weaker = replace(telling, **{part: True})
        assert confidence_of(weaker) <= confidence_of(replace(telling, **{part: False}))


@given(TELLINGS)
def test_known_parties_are_surer_than_unknown_ones(telling: Telling) -> None:
    assert confidence_of(replace(telling, actor="unknown")) <= confidence_of(replace(telling, actor="known"))
    by_recipient = [confidence_of(replace(telling, recipient=party)) for party in PARTIES]
    assert by_recipient == sorted(by_recipient)
