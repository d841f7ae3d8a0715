"""Every file says where it comes from, is the same each time, and survives a failed figure."""

import datetime
import json

import pyarrow.parquet as pq
import pytest

from alliance_sim import __version__
from alliance_sim.analysis.figures import Chart, elements
from alliance_sim.views.exports import EXPORTS, file_name, provenance_of
from alliance_sim.views.exports.pictures import NoFigureError, png, svg
from alliance_sim.views.finished import Finished
from tests.views.exports.conftest import CHANGES, DATE, LINK, retitled
from tests.views.exports.opening import pdf_insides, slide_texts, unzipped, word_text

FACTS = (
    "Scenario: A small place",
    "Place: Bexley",
    f"Changes from the story: {'; '.join(CHANGES)}",
    "Simulated: 2 futures, seed 7, the same people and the same luck under every option",
    f"Model: alliance_sim {__version__}",
    "Date: 14 March 2026",
    f"Link: {LINK}",
    "--replications 2 --seed 7",
    "This is not a forecast",
    "are judgement",
)


def words_of(name, data):
    """What a reader finds in a file."""
    if name == "word":
        return word_text(data)
    if name == "slides":
        return "\n".join(slide_texts(data))
    if name == "pdf":
        return pdf_insides(data).decode("utf-8", "replace").replace("&amp;", "&")
    if name in ("pictures", "csv", "parquet"):
        return unzipped(data)["README.txt"].decode()
    return data.decode()


@pytest.mark.parametrize("name", EXPORTS)
def test_every_file_says_where_it_comes_from(made, provenance, name):
    text = words_of(name, made[name])
    for fact in (*FACTS, provenance.scenario_hash):
        assert fact in text, fact


def test_judgements_are_counted_from_the_catalogue(finished, provenance):
    report = finished.report(command="x", version="1")
    judged = provenance.limits.split(" are judgement")[0].split()[-1]
    assert f"<strong>{judged} of them are judgement" in report


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_comparison_gives_the_same_bytes(made, twin, provenance, name):
    assert EXPORTS[name].build(twin, provenance) == made[name]


def test_another_day_gives_other_bytes(made, finished):
    later = provenance_of(finished, date=DATE + datetime.timedelta(days=1), changes=CHANGES)
    assert EXPORTS["word"].build(finished, later) != made["word"]


def test_files_have_names_that_people_can_read_and_tell_apart(finished):
    names = [file_name(finished, export, DATE) for export in EXPORTS.values()]
    assert names[0] == "a-small-place-2026-03-14-brief.docx"
    assert len(set(names)) == len(EXPORTS)
    odd = retitled(finished, "../../etc/\x00 =Ünï\n" + "x" * 300)
    named = file_name(odd, EXPORTS["pdf"], DATE)
    assert named.startswith("etc-uni-")
    assert len(named) < 100
    assert set("/\\:. ") & set(named.removesuffix(".pdf")) == set()


def test_a_link_that_is_not_there_is_not_named(finished):
    names = [name for name, _ in provenance_of(finished, date=DATE).pairs()]
    assert "Link" not in names
    assert ("Changes from the story", "none") in provenance_of(finished, date=DATE).pairs()


@pytest.fixture
def afresh(finished):
    """The same comparison with no figure built yet."""
    return Finished(finished.scenario, finished.results, finished.seed)


def fails(*_, **__):
    raise ZeroDivisionError


def test_a_figure_that_cannot_be_drawn_is_named_and_the_rest_arrives(
    afresh, finished, provenance, monkeypatch
):
    whole = Chart.png
    monkeypatch.setattr(Chart, "png", lambda c: fails() if c.name == "options" else whole(c))
    missing = "could not be drawn and is left out"
    text = word_text(EXPORTS["word"].build(afresh, provenance))
    assert missing in text
    assert finished.headline in text
    assert missing in slide_texts(EXPORTS["slides"].build(afresh, provenance))[1]
    files = unzipped(EXPORTS["pictures"].build(afresh, provenance))
    assert missing in files["README.txt"].decode()
    assert len(files) == 1 + 2 * (len(finished.charts) - 1)


def test_a_figure_that_cannot_be_built_is_named_and_the_rest_arrives(
    afresh, finished, provenance, monkeypatch
):
    monkeypatch.setattr(elements, "build", fails)
    files = unzipped(EXPORTS["pictures"].build(afresh, provenance))
    assert len(files) == 1 + 2 * (len(finished.charts) - 1)
    readme = files["README.txt"].decode()
    assert "the five elements of wellbeing could not be drawn and is left out" in readme
    assert EXPORTS["pdf"].build(afresh, provenance).startswith(b"%PDF")


def test_a_single_figure_that_fails_says_which(afresh, provenance, monkeypatch):
    with pytest.raises(NoFigureError, match="no figure nonsense"):
        png(afresh, provenance, "nonsense")
    monkeypatch.setattr(Chart, "png", fails)
    with pytest.raises(NoFigureError, match="could not be drawn"):
        svg(afresh, provenance, "options")


def test_parquet_schemas_hold_provenance_units_and_meanings(made, provenance, tmp_path):
    for name, data in unzipped(made["parquet"]).items():
        if name.endswith(".parquet"):
            (tmp_path / name).write_bytes(data)
            schema = pq.read_schema(tmp_path / name)
            known = {key.decode(): value.decode() for key, value in schema.metadata.items()}
            assert dict(provenance.pairs()).items() <= known.items()
    schema = pq.read_schema(tmp_path / "outcomes.parquet")
    field = schema.field("cost_total_gbp").metadata
    assert field[b"unit"] == b"GBP a year"
    assert json.dumps(field[b"meaning"].decode())
