"""Articles whose every text is an attack on the page that shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dragoman import output
from dragoman.model import CodedDocument
from tests.ledger.conftest import make

_DO = "window.hit=1"
_TAGS = (
    "<script>{}</script>", "<img src=x onerror={}>", "<svg onload={}>", "<svg><script>{}</script></svg>",
    "<body onload={}>", "<iframe srcdoc='<script>parent.{}</script>'>", "<details open ontoggle={}>",
    "<a href=javascript:{}>x</a>", "<input autofocus onfocus={}>", "<video><source onerror={}></video>",
    "<math><mtext><script>{}</script></mtext></math>",
    "<style>@import '//x'</style><script>{}</script>", "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<object data=javascript:{}>", "<form action=javascript:{}><button>x</button></form>",
    "<base href=javascript:{}//>",
    "<template><script>{}</script></template>", "<noscript><p title='</noscript><script>{}</script>'>",
    "<link rel=stylesheet href=javascript:{}>", "<marquee onstart={}>",
)  # fmt: skip
_ROUNDS = ("{}", "\"'>{}", "</title></textarea></script>{}", "--> ]]> {}", "{{{{ 7*7 }}}}{{% raw %}}{}")
PAYLOADS = tuple(round_.format(tag.format(_DO)) for tag in _TAGS for round_ in _ROUNDS)
_FREE = {
    "text", "name", "title", "publisher", "url", "note", "proposal", "office", "medium", "via", "rule", "reason",
    "place", "what", "why", "entity", "coder", "model", "source", "country_name",
}  # fmt: skip


def poisoned(payload: str, number: int) -> CodedDocument:
    """A coded document with a payload in its text and in every field that takes words."""
    sound = make(f"doc-{number}", source=f"{number}.txt")
    before = payload + "\n"
    text = before + sound.document.text + "\n" + payload
    data: Any = _poisoned(output.to_json(sound), payload, len(before))
    data |= {"id": f"doc-{number}", "text": text, "url": f"javascript:{_DO}//{payload}"}
    data |= {"source": f"{number} {payload}"}
    coded = output.from_json(data)
    return replace(coded, document=replace(coded.document, title=f"{number} {payload}", sha256=f"{number:064}"))


def _poisoned(value: object, payload: str, shift: int) -> object:
    if isinstance(value, dict):
        out = {}
        for key, inner in value.items():
            if key in ("start", "end") and isinstance(inner, int):
                out[key] = inner + shift
            elif key in _FREE and (isinstance(inner, str) or inner is None):
                out[key] = payload
            else:
                out[key] = _poisoned(inner, payload, shift)
        return out
    return [_poisoned(inner, payload, shift) for inner in value] if isinstance(value, list) else value
