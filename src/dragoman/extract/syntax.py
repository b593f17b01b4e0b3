"""Who does what to whom in a dependency tree: subjects, objects and what they are controlled by.

Labels are spaCy's (ClearNLP). The functions return head tokens of noun phrases, coordination spelled out.
"""

from __future__ import annotations

from dragoman.model import Sentence, Token

_RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose", "where"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP", "WDT", "PRP$", "JJ", "VBG", "FW"})
# Prepositions after which a gerund belongs to the object, not the subject: "accused Iran of hiding".
_OBJECT_CONTROL_PREPOSITIONS = frozenset({"of", "for", "from", "into", "against", "with"})
_OF_PASSIVES = frozenset({"auxpass", "nsubjpass", "csubjpass"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "every", "all", "each"})
_MAX_DEPTH = 8  # control chains longer than this are parser errors


def coordinated(sentence: Sentence, token: Token) -> list[Token]:
    """The token and what is coordinated with it: "Iraq" of "Iraq, Iran and Syria" gives all three."""
    out = [token]
    if not sentence.children(token.i):
        return out
    todo = [token]
    while todo:
        for child in sentence.children(todo.pop().i):
            if child.dep == "conj" and child.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"):
                out.append(child)
                todo.append(child)
    return out


def is_noun(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN", "PRON", "NUM", "DET")


def is_definite(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun phrase speaks of something known: "the attack", "Iran's raid", "every offer"."""
    return any(
        child.dep == "poss" or (child.dep in ("det", "predet") and child.lower in _DEFINITE)
        for child in sentence.children(noun.i)
    )


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb stands in the passive, reduced relatives and headline participles included."""
    deps = {child.dep for child in sentence.children(verb.i)}
    if not _OF_PASSIVES.isdisjoint(deps):
        return True
    if verb.tag not in ("VBN", "VBD") or "aux" in deps:
        return False
    if "nsubj" in deps:  # "26 were killed and 41 wounded"
        head = sentence.tokens[verb.head]
        has_object = "dobj" in deps
        return verb.dep == "conj" and verb.tag == "VBN" and not has_object and is_passive(sentence, head)
    if verb.dep == "acl":
        return True
    if verb.tag != "VBN":
        return False
    if verb.dep == "conj":
        return is_passive(sentence, sentence.tokens[verb.head])
    return verb.dep in ("advcl", "amod", "pcomp", "ROOT", "nmod")


def antecedent(sentence: Sentence, pronoun: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: the noun that the relative clause modifies; itself for other pronouns."""
    if pronoun.lower in _RELATIVE_PRONOUNS and pronoun.tag in ("WP", "WDT", "WP$", "WRB", "IN", "DT"):
        clause = verb
        for _ in range(_MAX_DEPTH):
            if clause.dep == "relcl":
                return sentence.tokens[clause.head]
            if clause.dep not in ("conj", "xcomp", "ccomp", "aux"):
                break
            clause = sentence.tokens[clause.head]
    return pronoun


def surface_subject(sentence: Sentence, verb: Token, depth: int = 0) -> list[Token]:
    """The subject on the surface (of a passive: what suffers), found over coordination, control and participles."""
    own = [child for child in sentence.children(verb.i) if child.dep in ("nsubj", "nsubjpass")]
    if own:  # several in headlines: "Syria, Russia deny …"
        return [t for child in own for t in coordinated(sentence, antecedent(sentence, child, verb))]
    if depth >= _MAX_DEPTH or verb.head == verb.i:
        return []
    head = sentence.tokens[verb.head]
    if verb.dep in ("conj", "aux", "auxpass", "acomp") and head.pos in ("VERB", "AUX"):
        return surface_subject(sentence, head, depth + 1)
    if verb.dep in ("acl", "relcl", "advcl") and is_noun(head):
        return _subject_of_adnominal(sentence, verb, head)
    if verb.dep in ("xcomp", "ccomp", "advcl") and head.pos in ("VERB", "AUX", "ADJ", "NOUN"):
        return _controller(sentence, verb, head, depth)
    if verb.dep == "pcomp":
        return _subject_of_gerund(sentence, head, depth)
    return []


def _subject_of_adnominal(sentence: Sentence, verb: Token, noun: Token) -> list[Token]:
    is_infinitive = any(child.dep == "aux" and child.lower == "to" for child in sentence.children(verb.i))
    is_headline = noun.dep == "ROOT" and noun.tag in ("NNP", "NNPS")  # "Lula to visit Angola"
    if not is_infinitive or verb.dep == "relcl" or is_headline:
        return coordinated(sentence, noun)
    possessor = sentence.child(noun.i, "poss")  # "Iran's plan to attack"; whose "the plan" is nobody says
    return coordinated(sentence, possessor) if possessor else []


def _controller(sentence: Sentence, verb: Token, head: Token, depth: int) -> list[Token]:
    if verb.dep in ("xcomp", "ccomp"):
        objects = [c for c in sentence.children(head.i) if c.dep in ("dobj", "dative") and is_noun(c) and c.i < verb.i]
        if objects:
            return coordinated(sentence, objects[0])
    return surface_subject(sentence, head, depth + 1)


def _subject_of_gerund(sentence: Sentence, preposition: Token, depth: int) -> list[Token]:
    """ "accused X of bombing": X; "responded by bombing": the subject; "X's role in bombing": X."""
    above = sentence.tokens[preposition.head]
    if above.pos in ("VERB", "AUX"):
        if preposition.lower in _OBJECT_CONTROL_PREPOSITIONS and (obj := sentence.child(above.i, "dobj")):
            return coordinated(sentence, obj)
        return surface_subject(sentence, above, depth + 1)
    if above.pos == "ADJ" and above.dep == "acomp":  # "was guilty of shelling"
        return surface_subject(sentence, above, depth + 1)
    if is_noun(above):
        if possessor := sentence.child(above.i, "poss"):
            return coordinated(sentence, possessor)
        if above.dep in ("dobj", "attr", "pobj"):
            governor = sentence.tokens[above.head]
            return surface_subject(sentence, governor, depth + 1) if governor.pos == "VERB" else []
    return []


def is_noun_gerund(sentence: Sentence, token: Token) -> bool:
    """ "fighting between A and B": a noun by what it governs."""
    return token.tag == "VBG" and token.dep in ("csubj", "nsubj", "nsubjpass", "pobj", "dobj") and any(
        c.dep == "prep" and c.lower in ("between", "among", "by") for c in sentence.children(token.i)
    )


def has_own_subject(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause has a subject that is no relative pronoun: "a claim he lied"."""
    subject = sentence.child(clause.i, "nsubj", "nsubjpass")
    return subject is not None and subject.tag not in ("WDT", "WP")


def is_opposed(sentence: Sentence, word: Token) -> bool:
    """Whether a word is what a compound is against: "American" of "anti-American protests"."""
    before = sentence.tokens[max(0, word.i - 2) : word.i]
    return [t.lower for t in before] == ["anti", "-"]


def is_relative(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause is a relative one by its pronoun: "the proposal that they rejected", not "that they leave"."""
    return any(
        child.lower in ("that", "which", "who", "whom") and child.dep in ("dobj", "nsubj", "nsubjpass", "pobj")
        for child in sentence.children(clause.i)
    )


def agents(sentence: Sentence, verb: Token) -> list[Token]:
    """The by-phrase of a passive."""
    for child in sentence.children(verb.i):
        is_by = child.dep == "agent" or (child.dep == "prep" and child.lower == "by")
        if is_by and (obj := sentence.child(child.i, "pobj")):
            return coordinated(sentence, obj)
    return []


def direct_objects(sentence: Sentence, verb: Token) -> list[Token]:
    """What an active verb governs directly, relative pronouns and gaps resolved; of a passive, its surface subject."""
    if is_passive(sentence, verb):
        if verb.dep == "amod":
            return coordinated(sentence, sentence.tokens[verb.head])
        kept = sentence.child(verb.i, "dobj")  # "was promised weapons"
        return coordinated(sentence, kept) if kept else surface_subject(sentence, verb)
    out: list[Token] = []
    governed = [c for c in sentence.children(verb.i) if c.dep in ("dobj", "oprd") and c.tag in _NOUN_TAGS]
    if any(child.dep == "dobj" for child in governed):  # "called him a liar": the liar is no second object
        governed = [child for child in governed if child.dep == "dobj"]
    for child in governed:
        out.extend(coordinated(sentence, antecedent(sentence, child, verb)))
    if not out and verb.dep == "relcl":
        subject = sentence.child(verb.i, "nsubj")
        if subject and antecedent(sentence, subject, verb) is subject:
            out.append(sentence.tokens[verb.head])  # "the sanctions Washington imposed"
    if not out and verb.dep == "conj":
        out.extend(_shared_object(sentence, verb))
    return out


def _shared_object(sentence: Sentence, verb: Token) -> list[Token]:
    """ "armed and trained the rebels" is parsed with the object on one verb only."""
    head = sentence.tokens[verb.head]
    for child in sentence.children(head.i):
        if child.dep == "dobj" and child.i > verb.i:
            return coordinated(sentence, child)
    return []


def indirect_objects(sentence: Sentence, verb: Token) -> list[Token]:
    """Bare datives: "gave Syria arms", "Syria was given arms"."""
    if is_passive(sentence, verb) and sentence.child(verb.i, "dobj"):
        return surface_subject(sentence, verb)
    return [t for c in sentence.children(verb.i) if c.dep == "dative" and is_noun(c) for t in coordinated(sentence, c)]
