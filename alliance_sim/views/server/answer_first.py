"""Sends the first page's answer along with the page, before the page's own program has started."""

from collections.abc import Awaitable, Callable
from functools import cache
from importlib import resources
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse

from alliance_sim.views.server.first_sight import first_sight

FIRST_PAGE = ("", "/start")
"""Where the first page is, below the path that a reverse proxy serves."""

Scope = dict[str, Any]
Served = Callable[[Scope, Any, Any], Awaitable[None]]


class AnswerFirst:
    """Stands before the server of the pages. Only the first page without a question is its own.

    Args:
        served: what serves everything else.
    """

    def __init__(self, served: Served) -> None:
        self._served = served

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answer a request."""
        if not _is_first_page(scope):
            await self._served(scope, receive, send)
            return
        page = HTMLResponse(first_page(), headers={"Cache-Control": "no-cache"})
        await page(scope, receive, send)


@cache
def first_page() -> bytes:
    """The page as the server of the pages sends it, and the answer with it."""
    html = resources.files("streamlit").joinpath("static", "index.html").read_text("utf-8")
    return html.replace("</body>", f"{first_sight()}</body>").encode()


def _is_first_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or scope.get("query_string"):
        return False
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    path = str(scope["path"]).rstrip("/")
    return path in [f"/{base}{page}" if base else page for page in FIRST_PAGE]


MIDDLEWARE = [Middleware(AnswerFirst)]
"""What the server of the pages is given to stand before it."""
