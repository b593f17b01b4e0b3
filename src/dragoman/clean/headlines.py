"""The title, its repetitions, and headlines of other stories."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_MAX_CHARS = 130  # the longest headline that is taken for one
_MIN_WORDS = 4  # shorter lines are section heads: they cost nothing and are kept
_SAME_WORDS = 0.8  # share of words in common that makes a line a repetition of the title
# A teaser has hardly a word in common with the story: below this share of its own longer words. Measured on scraped
# pages: headlines of the same story have 0.5 and more, of other stories below 0.3.
_OWN_STORY = 0.34
_MIN_PROSE = 0.34  # teasers are told from prose by their missing full stop, so enough lines must end in one
_MAX_RUN = 3  # headlines in a row that a page puts between paragraphs
_SHORT = 4  # letters; shorter words are function words


def words(text: str) -> list[str]:
    """Lower-case words."""
    return [w.lower() for w in _WORD.findall(text)]


def ends_sentence(line: str) -> bool:
    """Whether a line ends as prose does."""
    return bool(re.search(r"[.!?…:;,][\"”'’)\]]*$|[\"”]$", line))


def is_headline(line: str) -> bool:
    """Whether a line looks like a headline: short, no full stop, several words, a capital first."""
    first = next((c for c in line if c.isalnum()), "")
    return (
        len(line) <= _MAX_CHARS
        and not ends_sentence(line)
        and len(words(line)) >= _MIN_WORDS
        and (first.isupper() or first.isdigit())
    )


def repeats(line: str, title: str) -> bool:
    """Whether a line is the title again, exactly or nearly."""
    mine, its = words(line), words(title)
    if mine == its:
        return True
    shared = len(set(mine) & set(its))
    return shared >= _SAME_WORDS * max(len(set(mine)), len(set(its)), 1)


def _telling(text: str) -> set[str]:
    return {w.removesuffix("'s").removesuffix("’s")[:6] for w in words(text) if len(w) >= _SHORT}


def teasers(lines: list[str], candidates: Iterable[int]) -> set[int]:
    """Which of the candidate lines are headlines of other stories. ``lines`` are all lines of the article.

    Inside the article a long run of such lines is a list or a poem, and kept.
    """
    prose = [line for line in lines if ends_sentence(line)]
    if len(prose) < 2 or len(prose) < _MIN_PROSE * len(lines):
        return set()
    story = _telling(" ".join(prose))
    last_prose = max(i for i, line in enumerate(lines) if ends_sentence(line))
    out: set[int] = set()
    run: list[int] = []
    for index in [*candidates, len(lines)]:
        own = _telling(lines[index]) if index < len(lines) else set()
        if own and is_headline(lines[index]) and len(own & story) < _OWN_STORY * len(own):
            run.append(index)
            continue
        if run and (len(run) <= _MAX_RUN or run[0] > last_prose):
            out.update(run)
        run = []
    return out
