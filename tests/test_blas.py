"""Matrix products in one thread, whatever of ours is asked first."""

import os

import pytest

from dragoman.blas import one_thread
from dragoman.clean.language import language_of

NAME = "OPENBLAS_NUM_THREADS"


def test_what_the_user_says_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "4")
    one_thread()
    assert os.environ[NAME] == "4"


def test_a_text_whose_language_is_guessed_asks_for_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "")
    monkeypatch.delenv(NAME)
    assert language_of("Der Minister hat am Dienstag mit seinen Gästen über den Vertrag gesprochen. " * 5) == "de"
    assert os.environ[NAME] == "1"
