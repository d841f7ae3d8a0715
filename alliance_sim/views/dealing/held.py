"""The editor of this visit: in the session, and as one word in the address of its page."""

from collections.abc import Callable

import streamlit as st

from alliance_sim.views.dealing.editor import Editor, packed, unpacked
from alliance_sim.views.dealing.templates import FIRST, templates

EDITOR, WORD, UNREAD = "deal_editor", "deal", "deal_unread"


def held() -> Editor:
    """What stands in the editor; on arrival what the address says, or the first template."""
    found: Editor | None = st.session_state.get(EDITOR)
    if found is None:
        word = st.query_params.get(WORD, "")
        found = unpacked(word)
        st.session_state[UNREAD] = bool(word) and found is None
        found = found or templates()[FIRST]
        st.session_state[EDITOR] = found
    return found


def hold(editor: Editor) -> None:
    """Put something else into the editor; in a callback, before the page is drawn."""
    st.session_state[EDITOR] = editor
    st.session_state[UNREAD] = False


def change(how: Callable[[Editor], Editor]) -> None:
    """Change what stands in the editor."""
    hold(how(held()))


def was_unreadable() -> bool:
    """Whether the address held a deal that could not be read."""
    return bool(st.session_state.get(UNREAD))


def into_address() -> None:
    """Say in the address what stands in the editor; nothing for the first template."""
    editor = held()
    word = "" if editor == templates()[FIRST] else packed(editor)
    if word and st.query_params.get(WORD) != word:
        st.query_params[WORD] = word
    elif not word and WORD in st.query_params:
        del st.query_params[WORD]
