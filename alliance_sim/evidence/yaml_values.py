"""What a plain word of YAML means, by the core schema of YAML 1.2."""

import math
import re
from collections.abc import Mapping

LARGEST_WHOLE = 2**63 - 1  # what a 64-bit integer holds

_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

Plain = str | int | float | bool | None


def meaning(word: str) -> Plain:
    """The value that an unquoted word stands for; text when it is nothing else.

    `yes`, `no`, `on` and `off` are text, as are dates and numbers with underscores.

    Raises:
        ValueError: A number that is not finite or that no 64-bit number holds.

    >>> meaning("0.25"), meaning("12"), meaning("true"), meaning("no"), meaning("~")
    (0.25, 12, True, 'no', None)
    """
    if word in _WORDS:
        return _WORDS[word]
    if _NOT_FINITE.fullmatch(word):
        raise ValueError("numbers must be finite")
    if not _NUMBER.fullmatch(word):
        return word
    as_float = float(word)
    if not math.isfinite(as_float) or (_WHOLE.fullmatch(word) and abs(as_float) > LARGEST_WHOLE):
        raise ValueError("the number is too large")
    return int(word) if _WHOLE.fullmatch(word) else as_float
