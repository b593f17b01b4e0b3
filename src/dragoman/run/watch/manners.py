"""Politeness: what a server's robots.txt allows, how long to leave it alone, when to come back."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable

from dragoman.run.watch.fetch import Answer, Fetcher, UnfetchableError
from dragoman.run.watch.links import host_of

_ROBOTS_FOR_S = 86_400.0  # as RFC 9309 has it
_ROBOTS_BYTES = 500_000  # as RFC 9309 has it
LONGEST_PAUSE_S = 60.0  # that a robots.txt may ask for
_FIRST_WAIT_S = 60.0
_LONGEST_WAIT_S = 21_600.0
AGENT = "dragoman"


def is_busy(status: int) -> bool:
    """Whether a server asks to come back later."""
    return status == 429 or status >= 500


def wait_after(failures: int, answer: Answer | None = None) -> float:
    """Seconds to wait after so many failures in a row: as long as the server says, else twice as long each time."""
    told = _retry_after(answer) if answer else None
    return min(max(told or 0.0, _FIRST_WAIT_S * 2.0 ** min(failures - 1, 20)), _LONGEST_WAIT_S)


def _retry_after(answer: Answer) -> float | None:
    value = (answer.headers.get("Retry-After") or "").strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        return email.utils.parsedate_to_datetime(value).timestamp() - time.time()
    except (TypeError, ValueError):
        return None


class Manners:
    """Keeps apart the requests to one host, and asks it first what it allows."""

    def __init__(
        self, fetcher: Fetcher, pause_s: float, *, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._fetcher = fetcher
        self._pause_s = pause_s
        self._clock = clock
        self._sleep = sleep
        self._free_at: dict[str, float] = {}
        self._robots: dict[str, tuple[float, Robots]] = {}

    def turn(self, url: str) -> None:
        """Wait until the host may be asked again, and take the turn."""
        host = host_of(url)
        wait = self._free_at.get(host, 0.0) - self._clock()
        if wait > 0:
            self._sleep(wait)
        pause = self._robots[host][1].pause_s if host in self._robots else 0.0
        self._free_at[host] = self._clock() + max(self._pause_s, pause)

    def free_at(self, url: str) -> float:
        """When the host may be asked again."""
        return self._free_at.get(host_of(url), 0.0)

    def is_patient(self, url: str) -> bool:
        """Whether waiting for this host is worth it; else there are other things to do."""
        return self.free_at(url) - self._clock() <= LONGEST_PAUSE_S

    def leave_alone(self, url: str, seconds: float) -> None:
        """Do not ask this host for so long."""
        host = host_of(url)
        self._free_at[host] = max(self._free_at.get(host, 0.0), self._clock() + seconds)

    def permit(self, url: str) -> None:
        """Raise UnfetchableError where robots.txt forbids it; else take a turn."""
        if not self._rules(url).allows(url):
            raise UnfetchableError("robots.txt forbids it", is_lasting=True)
        self.turn(url)

    def _rules(self, url: str) -> Robots:
        host = host_of(url)
        known = self._robots.get(host)
        if known is None or known[0] < self._clock():
            known = (self._clock() + _ROBOTS_FOR_S, self._ask(host))
            self._robots[host] = known
        return known[1]

    def _ask(self, host: str) -> Robots:
        self.turn(host)
        answer = self._fetcher.get(f"{host}/robots.txt")
        if is_busy(answer.status):
            # What cannot be asked is not allowed (RFC 9309), but only for now.
            raise UnfetchableError(f"robots.txt cannot be read (status {answer.status})")
        return Robots(answer.body[:_ROBOTS_BYTES].decode("utf-8", "replace") if answer.status == 200 else "")


class Robots:
    """The rules of one robots.txt; an empty one allows everything."""

    def __init__(self, text: str) -> None:
        from protego import Protego

        self._rules = Protego.parse(text)
        self.pause_s = min(float(self._rules.crawl_delay(AGENT) or 0.0), LONGEST_PAUSE_S)

    def allows(self, url: str) -> bool:
        """Whether we may fetch this page."""
        return bool(self._rules.can_fetch(url, AGENT))
