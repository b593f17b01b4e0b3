"""How deep a page's elements are nested, told in linear time before any parser sees it."""

from __future__ import annotations

import re

_OPEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)|<!--")
_CLOSE = {name: re.compile(rf"</{name}\b", re.I) for name in ("script", "style", "textarea", "title")}
# Elements that hold none, and those that the next of their kind ends: old pages leave thousands of them open.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr td th".split()
)


def depth(page: str) -> int:
    """The deepest nesting of a page, as written."""
    level = deepest = position = 0
    while match := _OPEN.search(page, position):
        position = _end(page, match)
        if match[2] is None or (name := match[2].lower()) in _FLAT or page[position - 2 : position] == "/>":
            continue
        level = max(0, level - 1) if match[1] else level + 1
        deepest = max(deepest, level)
        if name in _CLOSE and not match[1]:
            closing = _CLOSE[name].search(page, position)
            position = closing.start() if closing else len(page)
    return deepest


def _end(page: str, match: re.Match[str]) -> int:
    """Where the tag or comment ends; the end of the page if it never does."""
    mark = "-->" if match[2] is None else ">"
    found = page.find(mark, match.end())
    return len(page) if found < 0 else found + len(mark)
