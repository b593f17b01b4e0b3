"""How like two articles are: a rule over these two alone, so that the order in which articles arrive means nothing.

An article hangs on the earlier article that it resembles most. As each hangs on one only, an article that speaks of
two affairs does not tie their stories together, as it would if every likeness counted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dragoman.link.profiles import UNDATED, Profile
from dragoman.link.words import cosine

# Containment: the share of the shorter one's shingles that the longer one has. A rewrite adds and cuts: most true
# copies have less than half of their shingles in common, but more than half of the shorter one's.
_COPY = 0.5
_FEWEST_SHINGLES = 20  # shorter texts share so many by chance
_COPY_DAYS = 60  # later, the same words are an anniversary or a form
# Likeness of words from which on two articles of one week are on the same news. On labelled articles the F of B-cubed
# is at its best, 0.95, from 0.10 to 0.18; the upper end is taken, as unrelated news links less there.
_SAME_NEWS = 0.18
_NEAR_DAYS, _FAR_DAYS = 7, 180
_PATIENCE = 0.2  # how the threshold grows with the log of the distance in time
_UNDATED = 1.5  # how much more alike an article must be whose date is not known
_SAME_ACT, _OTHER_ACTORS = 1.15, 0.85  # what a shared act adds to the likeness, and no shared actor takes


@dataclass(frozen=True, slots=True)
class Link:
    """That one article is a copy of another, or on the same news. Copies rank before all likeness of words."""

    likeness: float
    is_copy: bool

    @property
    def rank(self) -> tuple[bool, float]:
        return self.is_copy, self.likeness


def link(a: Profile, b: Profile) -> Link | None:
    """What ties two articles, if anything does."""
    gap = distance(a, b)
    if gap <= _COPY_DAYS:
        contained = containment(a.shingles, b.shingles)
        if contained >= _COPY:
            return Link(round(contained, 4), True)
    if gap > _FAR_DAYS:
        return None
    like = cosine(a.words, b.words)
    if a.acts & b.acts:
        like *= _SAME_ACT
    elif a.actors and b.actors and not a.actors & b.actors:
        like *= _OTHER_ACTORS
    needed = _SAME_NEWS * (1 + _PATIENCE * math.log(max(gap, _NEAR_DAYS) / _NEAR_DAYS))
    if UNDATED in (a.day, b.day):
        needed *= _UNDATED
    return Link(round(like, 4), False) if like >= needed else None


def distance(a: Profile, b: Profile) -> int:
    """Days between two articles; 0 where a date is not known."""
    return 0 if UNDATED in (a.day, b.day) else abs(a.day - b.day)


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the shorter text's shingles that the longer one has; 0 for texts too short to tell."""
    fewest = min(len(a), len(b))
    return len(a & b) / fewest if fewest >= _FEWEST_SHINGLES else 0.0
