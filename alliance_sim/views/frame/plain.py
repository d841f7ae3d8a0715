"""Text on a page that Streamlit would otherwise read as Markdown."""

import re

JOINED = re.compile("(?<=[−+])(?=£)")
"""Where a line may not be broken: a sign left behind would be read as a dash."""

WORD_JOINER = "\u2060"

SIGNS = "\\`*_$~[]<>#:|"
"""Signs that mean something in Streamlit's Markdown; the backslash first."""


def plain(text: str) -> str:
    r"""Markdown that says the same as the text: names come from users, and $ begins a formula.

    >>> plain("a_b costs $5")
    'a\\_b costs \\$5'
    """
    for sign in SIGNS:
        text = text.replace(sign, f"\\{sign}")
    return JOINED.sub(WORD_JOINER, text)
