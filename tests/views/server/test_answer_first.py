"""Which requests get the answer with the page."""

import pytest

from alliance_sim.views.server.answer_first import AnswerFirst
from tests.apart import finish


async def passed_on(scope, receive, send):
    await send("passed on")


def sent_for(path, query=b"", method="GET"):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "query_string": query}
    finish(AnswerFirst(passed_on)(scope, None, send))
    return b"".join(one.get("body", b"") for one in sent if one != "passed on")


@pytest.fixture
def below(monkeypatch):
    def serve(base):
        monkeypatch.setattr("streamlit.get_option", lambda name: base)

    serve("")
    return serve


@pytest.mark.parametrize("path", ["/", "/start"])
def test_the_first_page_comes_with_its_answer(below, path):
    page = sent_for(path)
    assert b"of 20 simulated futures" in page
    assert page.count(b"<svg") == 2 * 3
    assert page.index(b'id="root"') < page.index(b'id="first-sight"')


def test_the_first_page_is_found_below_the_path_of_a_proxy(below):
    below("/care/")
    assert b"first-sight" in sent_for("/care")
    assert b"first-sight" in sent_for("/care/start")
    assert sent_for("/") == b""


@pytest.mark.parametrize("path", ["/compare", "/static/js/index.js", "/_stcore/health"])
def test_everything_else_is_left_to_the_server_of_the_pages(below, path):
    assert sent_for(path) == b""
    assert sent_for("/", query=b"bidders=7") == b""
    assert sent_for("/", method="POST") == b""


def test_the_answer_asks_no_other_host(below):
    sight = sent_for("/").decode().partition('id="first-sight"')[2]
    for word in ("http://", "https://", "url(", "@import"):
        assert word not in sight.replace("http://www.w3.org/", "")
