"""The lesson: a whole chapter, links, sentences borne out by numbers, hand-outs."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from alliance_sim.evidence import InputError, catalogue
from alliance_sim.views.lessons import changing, handout, numbers, said, settled
from alliance_sim.views.lessons.chapter import TOO_CLOSE
from alliance_sim.views.lessons.progress import STEPS, Progress, from_link
from alliance_sim.views.lessons.reading import HOME, chapters, read_chapter
from alliance_sim.views.lessons.stored import is_current, lesson, places, scenario
from alliance_sim.views.wording import wording

PATIENCE = 120.0
BENEFIT = "net_monetary_benefit_gbp"
SIMULATED = [chapter for chapter in chapters() if chapter.world]
LESSONS = [chapter for chapter in chapters() if chapter.world or chapter.deal]
RAW = re.compile(r"\b[a-z]+_[a-z_]+\b|\{|\}")
LARGEST = 150_000


def name(chapter):
    return chapter.name


def open_page(**link):
    def show():
        from alliance_sim.views.pages.learn import show_page

        show_page()

    page = AppTest.from_function(show, default_timeout=PATIENCE)
    for key, word in link.items():
        page.query_params[key] = word
    page.run()
    assert not page.exception
    return page


def press(page, key):
    next(button for button in page.button if button.key == key).click().run()
    assert not page.exception
    return page


def radio(page, key):
    return next(one for one in page.radio if one.key == key)


def words(page):
    parts = (page.title, page.header, page.subheader, page.markdown, page.info, page.caption)
    return " ".join(str(one.value) for part in parts for one in part).replace("\\", "")


def link_of(page):
    return {key: one[0] if isinstance(one, list) else one for key, one in page.query_params.items()}


def test_there_are_eight_chapters_in_order():
    assert [chapter.number for chapter in chapters()] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_what_was_said_is_kept_where_the_next_press_comes_with_an_older_address():
    page = open_page(c="1", step="predict")
    radio(page, "guess_1").set_value("tender").run()
    before = link_of(page)
    page.text_input(key="why_1").set_value("Quality should count").run()
    page.query_params.clear()
    for key, word in before.items():
        page.query_params[key] = word
    press(page, "learn_next")
    assert "Your reason: “Quality should count”." in words(page)


def test_a_whole_chapter_by_deciding_and_predicting():
    page = open_page()
    radio(page, "pick_1").set_value("tender").run()
    press(page, "learn_next")
    assert next(b for b in page.button if b.key == "learn_next").disabled
    radio(page, "guess_1").set_value("tender").run()
    radio(page, "sure_1").set_value("very").run()
    page.text_input(key="why_1").set_value("Quality should count").run()
    press(page, "learn_next")
    assert "The auction has the highest net benefit" in words(page)
    assert "You predicted: Tender (very sure). Your reason: “Quality should count”." in words(page)
    assert "did not come true" in words(page)
    table = page.table[0].value
    assert table["Your prediction"].tolist() == ["Yes", "", ""]
    press(page, "learn_next")
    assert "What was assumed" in words(page)
    press(page, "learn_next")
    assert "Questions to talk about" in words(page)
    press(page, "learn_next")
    assert "Chapter 2" in words(page)


def test_a_prediction_can_be_skipped_with_a_nudge():
    page = open_page(c="6", step="predict")
    press(page, "learn_skip")
    assert link_of(page)["step"] == "reveal"
    assert wording("learn")["nudge"] in words(page)
    assert "The tender has the highest net benefit" in words(page)


def test_a_link_opens_the_same_step_with_the_same_prediction():
    first = open_page(c="2", step="predict")
    radio(first, "guess_2").set_value(TOO_CLOSE).run()
    radio(first, "sure_2").set_value("fairly").run()
    first.text_input(key="why_2").set_value("Reports flatter").run()
    press(first, "learn_next")
    again = open_page(**link_of(first))
    assert words(again) == words(first)
    assert "Too close to call (fairly sure)" in words(again)
    assert "Reports flatter" in words(again)


@pytest.mark.parametrize("link", [{"c": "99"}, {"c": "x"}, {"step": "no"}, {"hands": "1-a"}])
def test_a_link_that_cannot_be_read_opens_the_lesson_all_the_same(link):
    assert open_page(**link).title[0].value == wording("learn")["title"]


def test_a_place_in_the_lesson_survives_its_own_link():
    at = Progress(
        3, "reveal", "long", "alliance", "very", "Trust, & more", (3, 0, 12, 1), "36", True
    )
    assert from_link(at.as_link(), 8) == at


@pytest.mark.parametrize("chapter", chapters(), ids=name)
@pytest.mark.parametrize("step", STEPS)
def test_every_step_of_every_chapter_opens(chapter, step):
    page = open_page(c=str(chapter.number), step=step)
    assert not page.error
    assert f"Chapter {chapter.number}" in words(page)


def test_a_class_is_counted_and_shown_beside_what_came_out():
    page = open_page(c="1", step="predict", present="1")
    counts = [box for box in page.number_input if box.key and box.key.startswith("hands_1")]
    assert len(counts) == 4
    counts[0].set_value(7).run()
    next(box for box in page.number_input if box.key == "hands_1_1").set_value(5).run()
    press(page, "learn_next")
    assert "5 of 12 hands chose what came out" in words(page)


@pytest.mark.parametrize("chapter", LESSONS, ids=name)
def test_every_sentence_of_the_explanation_is_borne_out(chapter):
    """No chapter says what its own numbers do not."""
    found = lesson(chapter)
    if chapter.deal:
        known = settled.facts(chapter.deal)
        assert all(settled.all_hold(one.holds, known) for one in chapter.explain)
    else:
        assert found is not None
        wrong = [
            statement
            for one in chapter.explain
            for statement in one.holds
            if not numbers.holds(statement, found.base)
        ]
        assert wrong == []
    assert said.missing(chapter, found) == 0
    for text in said.explanation(chapter, found):
        assert not RAW.search(text), text


@pytest.mark.parametrize("chapter", SIMULATED, ids=name)
def test_who_is_said_to_win_wins_beyond_luck(chapter):
    base = lesson(chapter).base
    if chapter.wins:
        assert base.first(BENEFIT, "highest") == (chapter.wins,)


def test_each_way_of_buying_wins_a_chapter():
    assert {chapter.wins for chapter in chapters()} >= {"tender", "auction", "alliance"}


def test_the_chapter_on_when_tendering_wins_says_that_its_world_was_chosen_for_it():
    chapter = next(chapter for chapter in chapters() if chapter.name == "tender")
    assert chapter.wins == "tender"
    assert "chosen because the tender wins" in " ".join(chapter.assumed.split())


@pytest.mark.parametrize("chapter", SIMULATED, ids=name)
def test_packaged_results_are_those_of_the_scenario(chapter):
    """After a change of the model, `python -m alliance_sim.views.lessons.make` makes them anew."""
    found = lesson(chapter)
    assert found is not None
    assert is_current(chapter.world, found)
    assert found.base.futures == 20
    assert set(found.changed["place"].round(4)) == {round(p, 4) for p, _ in places(chapter.world)}


@pytest.mark.parametrize("chapter", SIMULATED, ids=name)
def test_the_change_left_alone_gives_the_chapter_itself(chapter):
    found = lesson(chapter)
    own = changing.own_place(chapter, found)
    if dict(places(chapter.world))[own].digest == scenario(chapter.world).digest:
        there, before = found.at(own), found.same_futures()
        for option in there.options:
            assert there.level(option, BENEFIT) == before.level(option, BENEFIT)


@pytest.mark.parametrize("chapter", SIMULATED, ids=name)
def test_what_a_chapter_sets_is_plausible(chapter):
    known, world = catalogue().parameters, chapter.world
    own = scenario(world)
    moved = dict.fromkeys(world.change.paths, world.change.places[0])
    for path, value in {**world.changed, **moved}.items():
        one = known.get(path.removeprefix("parameters."))
        if one is None or not path.startswith("parameters."):
            continue
        for each in (value, *(world.change.places if path in world.change.paths else ())):
            assert one.low is None or one.low <= each <= one.high, path
    assert own.options


@pytest.mark.parametrize("chapter", LESSONS, ids=name)
def test_the_handout_has_everything_and_no_raw_names(chapter):
    page = handout.page([chapter])
    text = re.sub(r"<(style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", text).replace("&#39;", "'").replace("&#34;", '"')
    text = " ".join(text.split())
    found = lesson(chapter)
    needed = [
        chapter.title,
        chapter.situation,
        chapter.question,
        *(choice.says for choice in chapter.choices),
        *said.explanation(chapter, found),
        *chapter.discuss,
        chapter.assumed,
        wording("learn")["handout_reasons"],
    ]
    for words_needed in needed:
        assert " ".join(words_needed.split()) in text, words_needed
    assert "<svg" in page
    assert not RAW.search(text), RAW.search(text)
    assert "http" not in text


def test_the_handout_can_be_had_as_pdf():
    assert handout.pdf(chapters()[4:6]).startswith(b"%PDF")


def test_a_chapter_with_a_mistake_names_its_place(tmp_path):
    text = next(HOME.glob("6_*.yaml")).read_text(encoding="utf-8")
    file = tmp_path / "wrong.yaml"
    file.write_text(text.replace("best: highest", "best: hihgest"), encoding="utf-8")
    with pytest.raises(InputError, match=r"wrong\.yaml:\d+.*best"):
        read_chapter(file)
    file.write_text(text.replace("claims: [73, ", "claims: [7300, "), encoding="utf-8")
    with pytest.raises(InputError, match="7300"):
        read_chapter(file)


def test_a_statement_that_does_not_hold_is_not_said():
    chapter = next(chapter for chapter in chapters() if chapter.name == "tender")
    base = lesson(chapter).base
    assert numbers.holds(f"tender > auction {BENEFIT}", base)
    assert not numbers.holds(f"tender < auction {BENEFIT}", base)
    assert not numbers.holds(f"tender ~ auction {BENEFIT}", base)
    first = chapter.explain[0].model_copy(update={"holds": ("auction < tender cost_total_gbp",)})
    wrong = chapter.model_copy(update={"explain": (first, *chapter.explain[1:])})
    assert said.missing(wrong, lesson(chapter)) == 1


def test_the_answer_turns_where_the_bar_is_lower():
    """The tender wins because of the bar: at a low one the auction comes first."""
    chapter = next(chapter for chapter in chapters() if chapter.name == "tender")
    low = lesson(chapter).at(chapter.world.change.places[0])
    assert low.first(BENEFIT, "highest")[0] == "auction"


def test_packaged_results_stay_small():
    from alliance_sim.views.packaged.store import LESSONS as FOLDER

    assert all(file.stat().st_size < LARGEST for file in FOLDER.rglob("*.parquet"))


def test_a_prediction_is_drawn_on_the_picture_of_what_was_asked():
    from alliance_sim.views.charts.lesson import revealed

    chapter = next(chapter for chapter in chapters() if chapter.name == "tender")
    shown = revealed(chapter.world, lesson(chapter).base, "So it went", "alliance")
    drawn = [json.dumps(panel.chart) for panel in shown.panels]
    assert ["your prediction" in one for one in drawn] == [True, False, False]
    assert shown.table["Your prediction"].tolist() == ["", "", "Yes"]
