"""Whether a text is English, the language that is coded."""

from __future__ import annotations

import unicodedata

_MIN_WORDS = 20  # below, a guess is worth nothing for a text in Latin script
_SAMPLE = 2000  # characters


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of a text. Short texts in Latin script are taken as English ("en")."""
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    is_foreign_script = bool(letters) and latin < 0.5 * len(letters)
    if len(sample.split()) < _MIN_WORDS and not is_foreign_script:
        return "en"
    import py3langid

    code, _ = py3langid.classify(sample)
    return str(code)
