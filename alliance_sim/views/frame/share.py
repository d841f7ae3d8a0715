"""Share and export: the address, and files of the answer that are built when they are asked for."""

import datetime
from collections.abc import Callable

import streamlit as st

from alliance_sim.views.desk import desk
from alliance_sim.views.exports import EXPORTS, Export, file_name, provenance_of
from alliance_sim.views.finished import Finished
from alliance_sim.views.frame.shown import Now
from alliance_sim.views.wording import say


def share(found: Now | None, changes: list[str]) -> None:
    """The menu that every page ends with.

    Args:
        found: what the page shows; nothing can be exported before there is a full answer.
        changes: every change of the story, in words.
    """
    with st.expander(say("frame", "share"), key="open_share"):
        st.write(say("frame", "link_note"))
        link = st.context.url or ""
        if found is None or not found.is_final:
            st.info(say("frame", "export_later"))
            return
        st.write(say("frame", "export_note"))
        places = st.columns(2)
        for at, (name, export) in enumerate(EXPORTS.items()):
            finished = found.answer.finished
            with places[at % len(places)]:
                st.download_button(
                    export.label,
                    _builder(finished, export, changes, link),
                    file_name=file_name(finished, export, datetime.date.today()),
                    mime=export.mime,
                    key=f"export_{name}",
                    on_click="ignore",
                    width="stretch",
                )


def _builder(
    finished: Finished, export: Export, changes: list[str], link: str
) -> Callable[[], bytes]:
    """Builds one file in a worker when it is asked for: drawing takes seconds."""

    def build() -> bytes:
        today = datetime.date.today()
        provenance = provenance_of(finished, date=today, changes=tuple(changes), link=link)
        made: bytes = desk().lend(export.build, finished, provenance)
        return made

    return build
