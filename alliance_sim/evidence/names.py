"""Finding the name someone probably meant."""

import difflib
import re
from collections.abc import Iterable

MOST_SUGGESTIONS = 3
CLOSE_ENOUGH = 0.6  # difflib's own default: about two letters in five may differ
AS_CLOSE = 0.1  # a name this much less like the word than the best one is not worth offering
SHORTEST_PART = 3  # a fragment of one or two letters is part of nearly everything


def nearest_names(word: str, names: Iterable[str]) -> list[str]:
    """Names most like a word, best first; empty when none is close.

    Upper and lower case count as the same. Names with a word that begins like this one come
    first ("hull" finds "Kingston upon Hull, City of"), then those alike as a whole. Failing both,
    names that contain it or are contained in it, and paths that end in the same name.

    >>> nearest_names("Bexly", ["Barnet", "Bexley", "Bromley"])
    ['Bexley']
    """
    wanted = word.strip().lower()
    by_lower = {name.lower(): name for name in names}
    likeness = {name: difflib.SequenceMatcher(None, wanted, name).ratio() for name in by_lower}
    best = max(likeness.values(), default=0.0)
    least = max(CLOSE_ENOUGH, best - AS_CLOSE)
    ranked = sorted(by_lower, key=lambda name: -likeness[name])
    near = [name for name in ranked if _begins_a_word(wanted, name)]
    near += [name for name in ranked if likeness[name] >= least]
    near = near or [name for name in ranked if _share_a_part(wanted, name)]
    return [by_lower[name] for name in dict.fromkeys(near)][:MOST_SUGGESTIONS]


def _begins_a_word(wanted: str, name: str) -> bool:
    return len(wanted) >= SHORTEST_PART and bool(re.search(rf"\b{re.escape(wanted)}", name))


def _share_a_part(wanted: str, name: str) -> bool:
    if min(len(wanted), len(name)) < SHORTEST_PART:
        return False
    last = wanted.rpartition(".")[2]
    return wanted in name or name in wanted or (last != wanted and name.endswith(f".{last}"))
