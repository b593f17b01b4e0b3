"""What in a sentence can name an actor: names of the lexicon, unknown proper names, role nouns, pronouns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dragoman.actors.lexicon import ActorLexicon
from dragoman.actors.names import Hit
from dragoman.actors.nouns import Noun, Scan
from dragoman.actors.origins import POLARITY
from dragoman.actors.roles import lemma_of, role_at
from dragoman.actors.titles import add_titles, role_before, with_portfolio
from dragoman.model import Sentence, Token

_NOUNS = frozenset({"NOUN", "PROPN"})


def scan(sentence: Sentence, hits: Sequence[Hit], lexicon: ActorLexicon) -> Scan:
    """The candidates of one parsed sentence; ``hits`` are the names found within it."""
    out = Scan(sentence)
    tokens = sentence.tokens
    known = _place(sentence, hits)
    soft = _yield_to_persons(tokens, known, lexicon)
    for noun in known:
        if noun.head not in soft:
            _register(out, noun, lexicon)
    _proper_runs(out, lexicon)
    pronouns, plural_states = lexicon.words.pronouns, lexicon.words.plural_states
    directions = lexicon.words.north | lexicon.words.south
    modifiers = []
    for token in tokens:
        i = token.i
        if i in out.taken:
            continue
        if token.pos == "PRON":
            if token.lower in pronouns:
                out.nouns[i] = Noun("pronoun", sentence, i, i, i)
        elif token.text in plural_states or (
            token.text in directions and i and tokens[i - 1].lower == "the" and _is_direction(tokens, i, lexicon)
        ):
            out.nouns[i] = Noun("anaphor", sentence, i, i, i)
        elif (
            token.pos in _NOUNS
            or (token.tag in ("JJ", "VBG", "VBN") and token.dep in ("nsubj", "dobj", "pobj"))
            or [t.lower for t in tokens[max(0, i - 2) : i]] == ["anti", "-"]  # "government" is an adjective there
        ):
            if token.dep in ("compound", "amod", "nmod", "npadvmod") and token.head != i:
                modifiers.append(token)
            else:
                _common(out, token, lexicon)
    for token in modifiers:
        _modifier(out, token, lexicon)
    out.nouns = dict(sorted(out.nouns.items()))
    return out


def _place(sentence: Sentence, hits: Sequence[Hit]) -> list[Noun]:
    """The hits as nouns: tokens they cover, and of these the one that the rest of the sentence hangs on."""
    if not hits:
        return []
    tokens = sentence.tokens
    starts = [token.start for token in tokens]
    out = []
    for hit in hits:
        first = bisect_right(starts, hit.start) - 1
        last = bisect_right(starts, hit.end - 1) - 1
        if first < 0 or last < first:
            continue
        head = last
        for i in range(last, first - 1, -1):
            if not first <= tokens[i].head <= last or tokens[i].head == i:
                head = i
                break
        is_part = hit.start > tokens[first].start or hit.end < tokens[last].end - (tokens[last].text[-1:] == ".")
        out.append(Noun("known", sentence, head, first, last, hit.senses, is_part=is_part))
    return out


def _yield_to_persons(tokens: list[Token], known: list[Noun], lexicon: ActorLexicon) -> set[int]:
    """Heads of one-word names that are part of a longer person's name: "Michael Jordan", "Chad Smith"."""
    out: set[int] = set()
    covered = {i for noun in known for i in range(noun.first, noun.last + 1)}
    for noun in known:
        if noun.senses[0].kind == "bare" and _is_joined(tokens, noun.first - 3):
            out.add(noun.head)  # "Saif al-Islam Gadhafi" is not his father
            continue
        if noun.first != noun.last or noun.is_part or tokens[noun.head].pos != "PROPN":
            continue
        kind = noun.senses[0].kind
        if kind in ("adjective", "demonym"):
            continue
        i = noun.first
        if noun.senses[0].actor.kind == "person" and (_is_joined(tokens, i - 2) or _is_joined(tokens, i)):
            out.add(noun.head)  # "Reed-Clegg" is not Clegg
            continue
        before, after = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
        if before is not None and before.pos == "PROPN" and i - 1 not in covered and before.head == i:
            if _is_short_form(tokens[i].text, noun) and before.lower not in lexicon.role_depth:
                out.add(noun.head)  # "Neo Democrats" are not the Democrats
            is_place = kind == "capital" or noun.senses[0].actor.kind == "place"
            is_name = is_place and before.text not in lexicon.words.place_prefixes and len(before.text) > 2
            if (before.text in lexicon.first_names or is_name) and not _is_title(before, lexicon):
                out.add(noun.head)
        elif (
            after is not None and after.pos == "PROPN" and i + 1 not in covered and tokens[i].head > i
            and tokens[i].text in lexicon.first_names and after.lower not in lexicon.role_depth
            and kind != "bare"
        ):  # fmt: skip
            out.add(noun.head)
    return out


def _is_joined(tokens: list[Token], i: int) -> bool:
    """Whether a hyphen joins token ``i`` to the proper noun after it: "Reed-Clegg"."""
    if i < 0 or i + 2 >= len(tokens) or tokens[i + 1].text != "-" or tokens[i].lower in POLARITY:
        return False
    is_glued = tokens[i].end == tokens[i + 1].start and tokens[i + 1].end == tokens[i + 2].start
    return is_glued and tokens[i].text[0].isalpha() and tokens[i].pos == "PROPN" and tokens[i + 2].pos == "PROPN"


def _is_short_form(text: str, noun: Noun) -> bool:
    """Whether a word is only short for a body with a longer name: "Democrats" of the Democratic Party."""
    actor = noun.senses[0].actor
    return actor.kind in ("organisation", "party") and text != actor.name and not text.isupper()


def _is_title(token: Token, lexicon: ActorLexicon) -> bool:
    return token.text in lexicon.titles or token.lower in lexicon.roles


def _register(out: Scan, noun: Noun, lexicon: ActorLexicon) -> None:
    out.nouns[noun.head] = noun
    out.taken.update(range(noun.first, noun.last + 1))
    if any(sense.actor.kind == "person" for sense in noun.senses):
        add_titles(out, noun, lexicon)


def _proper_runs(out: Scan, lexicon: ActorLexicon) -> None:
    """Unknown names: runs of proper nouns outside the known names."""
    tokens = out.sentence.tokens
    i, size = 0, len(tokens)
    while i < size:
        if (
            tokens[i].pos != "PROPN"
            or i in out.taken
            or tokens[i].text in lexicon.words.not_names
            or tokens[i].text in lexicon.words.plural_states
            or _is_direction(tokens, i, lexicon)
        ):
            i += 1
            continue
        j = i
        while (following := _next_of_name(tokens, j, out, lexicon)) is not None:
            j = following
        _run(out, i, j, lexicon)
        i = j + 1


def _is_direction(tokens: list[Token], i: int, lexicon: ActorLexicon) -> bool:
    """ "The North" alone, not "North Ossetia"."""
    words = lexicon.words
    if tokens[i].text not in words.north and tokens[i].text not in words.south:
        return False
    return tokens[i].text[0].isupper() and (i + 1 == len(tokens) or tokens[i + 1].pos not in ("PROPN", "NOUN", "ADJ"))


def _next_of_name(tokens: list[Token], j: int, out: Scan, lexicon: ActorLexicon) -> int | None:
    """The next token of the proper name that token ``j`` is in, over particles and hyphens; None at its end."""
    k = j + 1
    while k < len(tokens) and k - j <= 3 and k not in out.taken:
        token = tokens[k]
        if token.pos == "PROPN" and (token.text not in lexicon.words.not_names or tokens[k - 1].text == "-"):
            return k if k - j > 1 or tokens[j].head > j or token.head <= j else None
        glued = token.start == tokens[k - 1].end
        if token.lower not in lexicon.words.particles or (token.text == "-" and not glued) or token.text == "of":
            return k if token.pos in ("NOUN", "ADJ") and tokens[k - 1].text == "-" and glued else None
        k += 1
    return None


def _run(out: Scan, first: int, last: int, lexicon: ActorLexicon) -> None:
    """One run: a person with or without titles, a named body ("Madras High Court"), a bare role, or an unknown."""
    sentence, tokens = out.sentence, out.sentence.tokens
    head = last
    while head > first and (tokens[head].text in lexicon.words.suffixes or tokens[head].head in range(first, head)):
        head -= 1
    if tokens[head].head in range(head + 1, last + 1):
        head = last
    end_role = role_at(sentence, last, lexicon)
    spanning = role_before(sentence, last, lexicon)
    if spanning is not None and spanning.first < first:
        return  # "Communications" of "Minister for Communications"
    if last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN" and with_portfolio(sentence, last, lexicon):
        return  # the portfolio before a name: seen with the name
    start = first
    for k in range(last - 1, first - 1, -1):
        if k < last - 1 and with_portfolio(sentence, k, lexicon):
            start = k + 1
            break
        if tokens[k].text in lexicon.titles or ((r := role_before(sentence, k, lexicon)) and r.role.kind == "person"):
            start = k + 1
            break
    is_first_name = tokens[start].text in lexicon.first_names and (start < last or _is_bare_name(sentence, last))
    if end_role is not None and end_role.head == last and not is_first_name and start == first:
        own = end_role.role.kind not in ("person", "crowd") and end_role.first > first
        if not own:
            return  # "Foreign Minister", "Police": seen as a role noun
        noun = Noun("role", sentence, last, first, last, role=end_role)
        out.nouns[last] = noun
        out.taken.update(range(first, last + 1))
        return
    is_all_title = end_role is not None and start == last and start > first and end_role.role.kind == "person"
    if is_all_title and end_role is not None and (end_role.first < start or not lexicon.by_surname(tokens[last].text)):
        return  # "Deputy Prime Minister", but not "Prime Minister Major"
    noun = Noun("unknown", sentence, head if head >= start else last, start, last)
    out.nouns[noun.head] = noun
    out.taken.update(range(start, last + 1))
    add_titles(out, noun, lexicon)


def _is_bare_name(sentence: Sentence, i: int) -> bool:
    """Whether nothing makes a capitalised given name an office: "Amir said", but "the Amir", "Dean of studies"."""
    return sentence.child(i, "det", "poss", "amod", "prep", "compound") is None


def _common(out: Scan, token: Token, lexicon: ActorLexicon) -> None:
    """A common noun, or a capitalised one that is no name: a role, or a word that refers back."""
    i, sentence, words = token.i, out.sentence, lexicon.words
    if token.text in words.north or token.text in words.south:
        if _is_direction(sentence.tokens, i, lexicon):
            out.nouns[i] = Noun("anaphor", sentence, i, i, i)
        return
    found = role_at(sentence, i, lexicon)
    lemma = lemma_of(token)
    if found is not None and not (found.first == found.last and lemma in words.anaphora["first"]):
        out.nouns[i] = Noun("role", sentence, i, found.first, found.last, role=found)
        out.taken.update(range(found.first, found.last + 1))
    elif lemma in words.anaphora["any"]:
        out.nouns[i] = Noun("anaphor", sentence, i, i, i)


def _modifier(out: Scan, token: Token, lexicon: ActorLexicon) -> None:
    """A role noun that only modifies another noun: "rebel attack", "police station"."""
    if token.i in out.taken:
        return
    found = role_at(out.sentence, token.i, lexicon)
    if (
        found is not None
        and found.role.sector is not None
        and not out.taken.intersection(range(found.first, found.last))
    ):
        out.nouns[token.i] = Noun("role", out.sentence, token.i, found.first, found.last, role=found)
