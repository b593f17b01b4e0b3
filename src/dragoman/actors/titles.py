"""Titles and roles that stand before a person's name: "Foreign Minister Gen.", "Minister for Public Works"."""

from __future__ import annotations

from dragoman.actors.lexicon import ActorLexicon
from dragoman.actors.nouns import Noun, Scan
from dragoman.actors.records import Role, Title
from dragoman.actors.roles import RoleFound, lemma_of, role_at
from dragoman.model import Sentence


def add_titles(out: Scan, noun: Noun, lexicon: ActorLexicon) -> None:
    """Titles and roles that stand before a name; their tokens are taken."""
    tokens = out.sentence.tokens
    i = noun.first - 1
    while i >= 0 and i not in out.taken:
        token = tokens[i]
        if token.text == "-" and i and tokens[i - 1].text in lexicon.titles:
            i -= 1  # "Colonel-General"
            continue
        title = lexicon.titles.get(token.text)
        found = None if title is not None and title.role is None else role_before(out.sentence, i, lexicon)
        if found is None and title is None and noun.last > noun.first:
            found = with_portfolio(out.sentence, i, lexicon)
        if found is not None and (found.role.kind == "person" or title) and token.pos in ("NOUN", "PROPN", "ADJ", "X"):
            noun.role = found if noun.role is None or _is_rank(noun.role.role) else noun.role
            first = found.first
        elif title is not None:
            of_title = _role_of_title(title, i, lexicon)
            noun.role = of_title if noun.role is None or (of_title and _is_rank(noun.role.role)) else noun.role
            first = i
        else:
            break
        noun.gender = noun.gender or (title.gender if title else None)
        out.taken.update(range(first, i + 1))
        noun.titled_from = first
        i = first - 1


def _is_rank(role: Role) -> bool:
    """Whether a title only tells a rank, so that the office before it says more: "Defence Minister Gen. Mora"."""
    return role.sector in ("MIL", "COP") and role.office is None


def role_before(sentence: Sentence, i: int, lexicon: ActorLexicon) -> RoleFound | None:
    """The role phrase that ends with token ``i``."""
    tokens, reach = sentence.tokens, lexicon.role_reach
    for j in range(max(0, i - 5), i):
        if lemma_of(tokens[j]) in reach:
            longer = role_at(sentence, j, lexicon)
            if longer is not None and longer.last == i:
                return longer
    found = role_at(sentence, i, lexicon)
    return found if found is not None and found.last == i else None


def with_portfolio(sentence: Sentence, i: int, lexicon: ActorLexicon) -> RoleFound | None:
    """ "Minister for Communications and Arts" before a name: an office whose portfolio no lexicon lists."""
    tokens = sentence.tokens
    if tokens[i].text in lexicon.first_names:
        return None
    for j in range(i - 1, max(0, i - 6), -1):
        if tokens[j].lower in ("of", "for"):
            found = role_at(sentence, j - 1, lexicon)
            is_office = found is not None and found.role.sector == "GOV" and tokens[j - 1].text[0].isupper()
            return RoleFound(found.role, found.first, found.head, i) if found is not None and is_office else None
        if not tokens[j].text[0].isupper() and tokens[j].lower not in ("and", ",", "&"):
            return None
    return None


def _role_of_title(title: Title, i: int, lexicon: ActorLexicon) -> RoleFound | None:
    role = lexicon.roles.get(title.role) if title.role else None
    return RoleFound(role, i, i, i) if role else None
