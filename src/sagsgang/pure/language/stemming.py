"""The one door to the stemmer: Snowball's Danish algorithm."""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

# A Stemmer keeps a buffer of its own, so each thread has one.
_local = threading.local()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a lower-case word; numbers and foreign words come back as they are or shorter, never empty."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("danish", 0)  # 0: no cache of its own, ours is enough
    stemmed: str = stemmer.stemWord(word)
    return stemmed
