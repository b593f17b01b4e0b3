"""Hostile texts: news in its plainest form, and what spoils it. All chance comes from one `random.Random`.

The same functions serve hypothesis, which hands in a `Random` whose draws it can shrink, and `bench/fuzz.py`, which
hands in a seeded one.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_ACTORS = (
    "Kenya", "Kenyan police", "the Kenyan government", "Peru's foreign minister", "President Ana Lopez", "Brussels",
    "the UN", "NATO", "Ms. Okafor", "rebels", "the two countries", "both sides", "it", "they", "the North", "Chad",
    "Defence Minister José Muñoz", "a spokesman", "protesters in Lima", "Moscow", "the European Union", "the army",
)  # fmt: skip
_VERBS = (
    "attacked", "will not attack", "warned", "met", "urged", "has accused", "would sanction", "rejected", "arrested",
    "agreed with", "sent troops against", "threatened to bomb", "expelled envoys of", "aided", "did not condemn",
)  # fmt: skip
_TAILS = (
    "", " on Monday", " last week", " in Lima", " on 31 February", " in 99999", " on 13/13/2013", " in the year 0",
    " 99999999999999 years ago", " since " + "9" * 400, " in the 9999th century", ", killing ²³ people",
    ", killing at least 1e999 and injuring ٣٤", " at 25:61", " every 0 days", " on February 29", " in May",
    " two weeks ago", " in the early 1990s", " by Friday", " on the 0th of May", " in 10,00,000 BC",
    ", wounding a dozen dozens of hundreds", " two to minus five weeks from now", " on February 29, 1900", " in Q9",
)  # fmt: skip
_SPEECH = (
    '"{}," said {}.', "“{},” {} told reporters.", "{1} said that {0}.", "According to {1}, {0}.", "'{}', {} tweeted.",
    '"{}', "{}” said {}", "“““{}” {}", "‘{}’ ‘’ {} said", "«{}», {} said: „", '"{}" "{}" said', '"" said {1} "{0}"',
    "{1}: {0}", "{1} denied that {0} because {0}.", "If {0}, then {0}, {1} warned.",
)  # fmt: skip
_MARKS = (
    "\0", "\x01", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u0300", "\u0345", "\u061c", "\u180e",
    "\u200b", "\u200d", "\u200e", "\u2028", "\u2029", "\u202e", "\u2066", "\u3000", "\ufeff", "\ufffd", "\uffff",
    "\ud800", "\udfff", "\U0010ffff", "\U000e0041", "\U0001f1f5\U0001f1ea", "\U0001f469\u200d\U0001f52c", "İ", "ı", "ß",
    "ẞ", "ŉ", "ﬁ", "ǅ", "ͅ", "²", "①", "Ⅷ", "½", "٣", "४", "㊿", "〇", "Ａ", "ａ", "１", "а", "中", "한", "ا", "ש", "\r",
    "\r\n", "\n", "\n\n", "\t", " ", "   ", "'", '"', "“", "”", "‘", "’", "«", "»", "„", "``", "''", "--", "—", "…",
    "...", ".", ",", ";", ":", "!", "?", "?!", "(", ")", "[", "]", "{", "}", "<", ">", "&", "&amp;", "&#0;", "*", "**",
    "_", "__", "#", "~", "|", "\\", "/", "%s", "%n", "{0}", "$", "@", "=", "+", "-", "^", "0", "00", "1", "9" * 30,
    "1e400", "-1", "NaN", "'s", "n't", "U.S.", "No.", "e.g.", "http://[", "a@b", "<b>", "</p>", "]]>", "<!--", "(AP) -",
    "LIMA (Reuters) —", "By ", "Photo:", "Share this", "> ", "## ", "- ", "1. ", "---\n", "\n---\n", "title: x\n",
)  # fmt: skip


def text(chance: Random) -> str:
    """A text that may be an article, more or less."""
    return chance.choice(_KINDS)(chance)


def clause(chance: Random) -> str:
    """Who did what to whom, and when that cannot be."""
    return f"{chance.choice(_ACTORS)} {chance.choice(_VERBS)} {chance.choice(_ACTORS)}{chance.choice(_TAILS)}"


def sentence(chance: Random) -> str:
    """An act, or words about one."""
    if chance.random() < 0.5:
        return _capital(clause(chance)) + "."
    return _capital(chance.choice(_SPEECH).format(clause(chance), chance.choice(_ACTORS)))


def plain(chance: Random) -> str:
    """News with nothing worse in it than what it tells."""
    return " ".join(sentence(chance) for _ in range(chance.choice((1, 1, 2))))


def spoilt(chance: Random) -> str:
    """News with marks where none belong."""
    whole = plain(chance)
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(whole))
        upto = min(len(whole), at + chance.choice((0, 0, 0, 1, 5)))
        whole = whole[:at] + chance.choice(_MARKS) + whole[upto:]
    return whole


def _titled(chance: Random) -> str:
    """The title again and again, with other headlines between."""
    title = _capital(clause(chance))
    parts = [title, title, plain(chance), title.upper(), spoilt(chance), title + " | " + chance.choice(_MARKS), title]
    chance.shuffle(parts)
    return chance.choice(("\n", "\n\n", "\r\n", " ", "\n \n")).join(parts)


def _marks_only(chance: Random) -> str:
    return "".join(chance.choice(_MARKS) for _ in range(chance.randint(0, 30)))


def _repeated(chance: Random) -> str:
    """Something small, very often: what is not linear shows here."""
    part = chance.choice((chance.choice(_MARKS), chance.choice(_ACTORS) + " ", sentence(chance) + " ", "a", "A. "))
    return (part * (1 + chance.choice((50, 300, 1_000)) // len(part))) + sentence(chance)


def _nested(chance: Random) -> str:
    """Quotations and brackets in each other, and not all closed."""
    pairs = ("“”", '""', "()", "[]", "‘’", "''", "«»", "{}", "<>")
    whole = clause(chance)
    for _ in range(chance.randint(1, 12)):
        left, right = chance.choice(pairs)
        whole = f"{left}{whole}{right if chance.random() < 0.8 else ''}"
        if chance.random() < 0.3:
            whole = f"{chance.choice(_ACTORS)} said {whole}"
    return _capital(whole) + f" said {chance.choice(_ACTORS)}."


def _crammed(chance: Random) -> str:
    """No space anywhere, or one behind every letter."""
    whole = plain(chance)
    return whole.replace(" ", "") * chance.choice((1, 40)) if chance.random() < 0.5 else " ".join(whole)


def _wrapped(chance: Random) -> str:
    """Lines that end anywhere."""
    words = spoilt(chance).split(" ")
    return "".join(word + chance.choice((" ", " ", "\n", "\n\n", "\t", "\r", "\u2028")) for word in words)


def _listed(chance: Random) -> str:
    """One clause that does not end."""
    actors = ", ".join(chance.choice(_ACTORS) for _ in range(chance.randint(5, 20)))
    return f"{_capital(actors)} and {chance.choice(_ACTORS)} {chance.choice(_VERBS)} {actors}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_KINDS: tuple[Callable[[Random], str], ...] = (
    plain, plain, spoilt, spoilt, spoilt, spoilt, spoilt, spoilt, spoilt, _marks_only, _marks_only, _wrapped, _wrapped,
    _titled, _repeated, _nested, _crammed, _listed,
)  # fmt: skip
