"""`dragoman` with a coder that needs no model, for tests that start and kill it many times. Workers import this too."""

from __future__ import annotations

from dragoman import coder
from dragoman.cli import main
from tests.run.quick import Quick

coder.Coder = Quick  # type: ignore[misc, assignment]

if __name__ == "__main__":
    main()
