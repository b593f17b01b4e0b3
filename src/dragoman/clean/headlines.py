"""The title, its repetitions, and headlines of other stories."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dragoman.lexicon import load_toml
from dragoman.model import Span

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
_LONG_LINE = 70  # characters; a line so long that has an auxiliary of prose is a sentence that lost its full stop
# " | The Paper", " - The Paper": what sites add to a title.
_SITE = re.compile(r"\s+(?:\||[-–—])\s+[^|]{2,40}$")


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


def is_label(line: str) -> bool:
    """Whether a line is too short for a headline and no sentence: the name of a section or paper."""
    return len(words(line)) < _MIN_WORDS and not ends_sentence(line)


def repeats(line: str, title: str) -> bool:
    """Whether a line is the title again, exactly or nearly, with or without the name of the site."""
    lines, titles = {line, _SITE.sub("", line)}, {title, _SITE.sub("", title)}
    return any(_same(mine, its) for mine in lines for its in titles)


def _same(line: str, title: str) -> bool:
    mine, its = words(line), words(title)
    if mine == its:
        return True
    shared = len(set(mine) & set(its))
    return shared >= _SAME_WORDS * max(len(set(mine)), len(set(its)), 1)


def unstitched(text: str, spans: list[Span], title: str | None) -> list[Span]:
    """The spans, with the title cut off where it runs straight into what follows it."""
    if not spans:
        return []
    first = spans[0]
    known = title or text[first.start : first.end]
    if not is_headline(known):
        return spans
    out: list[Span] = []
    for span in spans:
        start = span.start
        while text.startswith(known, start) and _opens_text(text, start + len(known), span.end):
            out.append(Span(start, start + len(known)))
            start += len(known)
            while text[start].isspace():
                start += 1
        out.append(Span(start, span.end))
    return out


def _opens_text(text: str, start: int, end: int) -> bool:
    """Whether a space and then a new sentence stand there."""
    rest = text[start:end]
    return bool(re.match(r"\s+[\"“‘'(]?[A-Z0-9]", rest))


def _telling(text: str) -> set[str]:
    return {w.removesuffix("'s").removesuffix("’s")[:6] for w in words(text) if len(w) >= _SHORT}


@cache
def _prose() -> tuple[frozenset[str], frozenset[str]]:
    data = load_toml("boilerplate.toml")["prose"]
    return frozenset(data["starts"]), frozenset(data["auxiliaries"])


def _is_prose(line: str) -> bool:
    """Whether a line reads like a sentence that lost its full stop: headlines leave out such words."""
    starts, auxiliaries = _prose()
    found = words(line)
    return found[0] in starts or (len(line) >= _LONG_LINE and not auxiliaries.isdisjoint(found))


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
        if (
            own
            and is_headline(lines[index])
            and not _is_prose(lines[index])
            and len(own & story) < _OWN_STORY * len(own)
        ):
            run.append(index)
            continue
        if run and (len(run) <= _MAX_RUN or run[0] > last_prose):
            out.update(run)
        run = []
    return out
