"""Text on a page that Streamlit would otherwise read as Markdown."""

SIGNS = "\\`*_$~[]<>#:|"
"""Signs that mean something in Streamlit's Markdown; the backslash first."""


def plain(text: str) -> str:
    r"""Markdown that says the same as the text: names come from users, and $ begins a formula.

    >>> plain("a_b costs $5")
    'a\\_b costs \\$5'
    """
    for sign in SIGNS:
        text = text.replace(sign, f"\\{sign}")
    return text
