"""How many threads the matrix products get."""

from __future__ import annotations

import os


def one_thread() -> None:
    """Let OpenBLAS work in the thread that calls it, unless the user has said otherwise.

    One worker has one core, and threads only get in each other's way: with two, the parser took twice the processor's
    time and was up to three times slower. It is read when numpy is first imported, so whatever of ours does that asks
    for it before.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
