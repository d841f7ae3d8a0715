"""Words that go into files: cleaned, cut to length, and never a formula."""

import re
import textwrap
import unicodedata

FORMULA_STARTS = "=+-@"
"""What a spreadsheet takes for the start of a formula."""

DO_NOT_RUN = "'"
"""Put before text that a spreadsheet would otherwise run."""

SLUG_LETTERS = 48
"""Letters of a title that a file's name may hold."""


def one_line(text: str) -> str:
    r"""Text on one line, without characters that a document cannot hold.

    >>> one_line("Care\n  at home\x00")
    'Care at home'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def cut(text: str, letters: int) -> str:
    """Text on one line of at most so many letters, cut between words where it can be."""
    line = one_line(text)
    if len(line) <= letters:
        return line
    short = textwrap.shorten(line, letters, placeholder="\u2026")
    # One endless word leaves nothing but the ellipsis.
    return short if len(short) > 1 else f"{line[: letters - 1]}\u2026"


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before one.

    >>> inert("  =1+1")
    "'  =1+1"
    >>> inert("one = two")
    'one = two'
    """
    # Full-width signs count too: some spreadsheets read them as the plain ones.
    plain = unicodedata.normalize("NFKC", text)
    runs = plain.lstrip()[:1] in tuple(FORMULA_STARTS) or plain[:1] in ("\t", "\r", "\n")
    return f"{DO_NOT_RUN}{text}" if runs else text


def slug(text: str) -> str:
    """Words as part of a file's name.

    >>> slug("Home care in Bexley, three ways to buy it")
    'home-care-in-bexley-three-ways-to-buy-it'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > SLUG_LETTERS:
        words = words[: SLUG_LETTERS + 1].rpartition("-")[0] or words[:SLUG_LETTERS]
    return words or "comparison"
