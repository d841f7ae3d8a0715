"""The words of the pages: plain, complete, and short enough to be read once."""

import re

import pytest
import textstat

from alliance_sim.views.wording import pages, wording

HARDEST_GRADE = 9.0
"""School years that a page's words may ask for, on average: an age of about fourteen."""

LONGEST_SENTENCE = 40
RAW_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
JARGON = re.compile(r"\b(NMB|EVPI|EVPPI|ICER|CEAC|painshare|gainshare|CVaR)\b")
SPELLED_OUT = {"robust"}
"""Pages that spell such words out where they first use them."""


def sentences(found):
    if isinstance(found, str):
        yield found
    elif isinstance(found, list):
        for inside in found:
            yield from sentences(inside)
    elif isinstance(found, dict):
        for inside in found.values():
            yield from sentences(inside)


def prose(page):
    plain = (re.sub(r"[*`]|\{[^}]*\}", "it", one) for one in sentences(wording(page)))
    return [one for one in plain if len(one.split()) > 4]


@pytest.mark.parametrize("name", pages())
def test_a_pages_words_can_be_read_at_fourteen(name):
    text = " ".join(one.rstrip(".:?") + "." for one in prose(name))
    assert textstat.automated_readability_index(text) <= HARDEST_GRADE


@pytest.mark.parametrize("name", pages())
def test_no_sentence_is_too_long(name):
    for one in prose(name):
        for sentence in re.split(r"(?<=[.?!:;])\s", one):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("name", pages())
def test_words_are_peoples_words(name):
    for one in sentences(wording(name)):
        bare = re.sub(r"\{[^}]*\}|`[^`]*`", "", one)
        assert set(RAW_NAME.findall(bare)) <= {"alliance_sim"}, one
        assert name in SPELLED_OUT or not JARGON.search(bare), one
