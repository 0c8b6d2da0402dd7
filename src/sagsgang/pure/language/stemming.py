"""The one door to the stemmer: Snowball's Danish algorithm."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import Stemmer

#: A noun of one syllable that ends in a vowel, inflected (broen, byer, s\u00f8ernes): the algorithm leaves these alone.
_SHORT = re.compile("([^aeiouy\u00e6\u00f8\u00e5]*[aeiouy\u00e6\u00f8\u00e5])(?:ens?|ets?|ers?|ernes?)")

# A Stemmer keeps a buffer of its own, so each thread has one.
_local = threading.local()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a lower-case word; numbers and foreign words come back as they are or shorter, never empty.

    The algorithm is asked until nothing changes: budgetterne -> budget -> budg, as budget itself.
    """
    if short := _SHORT.fullmatch(word):
        return short[1]
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("danish", 0)  # 0: no cache of its own, ours is enough
    stemmed: str = stemmer.stemWord(word)
    return stemmed if stemmed == word else stem(stemmed)
