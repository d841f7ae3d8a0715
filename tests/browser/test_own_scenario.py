"""A scenario of one's own: up, used, and down again; a bad one is refused as in a terminal."""

import re

from playwright.sync_api import expect

from tests.browser.visiting import PATIENCE
from tests.views.asking import TINY, ask

BAD = TINY.replace("months:", "monthz:", 1)


def upload(visit, tmp_path, text):
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    visit.bar()
    visit.page.get_by_text("Your own scenario file").click()
    visit.page.locator("input[type=file]").first.set_input_files(file)
    return file


def test_a_bad_upload_shows_the_message_of_the_command_line(visit, tmp_path):
    visit.open("start")
    file = upload(visit, tmp_path, BAD)
    shown = visit.page.get_by_test_id("stSidebar").get_by_test_id("stCode")
    expect(shown).to_be_visible(timeout=PATIENCE)
    said = ask("validate", file)
    assert said.code == 2
    message = said.err.strip().replace(str(file), file.name)
    assert "".join(shown.inner_text().split()) in "".join(message.split())
    assert "did you mean 'months'" in shown.inner_text()
    assert "For Bexley" in visit.headline()


def test_a_good_upload_is_used_and_comes_down_again_the_same(visit, tmp_path):
    visit.open("start", n=2)
    upload(visit, tmp_path, TINY)
    visit.wait_for_full_run()
    expect(visit.page).to_have_url(re.compile("own="))
    with visit.page.expect_download() as taken:
        visit.page.get_by_role("button", name="Download this scenario").click()
    again = tmp_path / "again.yaml"
    taken.value.save_as(again)
    from alliance_sim.scenario import load, load_text

    assert load(again).digest == load_text(TINY, "tiny").digest
