"""Figures as files: what they say stays with them wherever they are pasted."""

import io
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from alliance_sim.views.exports import provenance_of
from alliance_sim.views.exports.pictures import png, svg
from tests.views.exports.conftest import DATE, retitled
from tests.views.exports.opening import unzipped

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def files(made):
    return unzipped(made["pictures"])


def test_every_figure_comes_as_png_and_svg_under_a_readable_name(files, finished):
    names = set(files) - {"README.txt"}
    for place, chart in enumerate(finished.charts, 1):
        name = f"a-small-place-2026-03-14-{place:02}-{chart.name.replace('_', '-')}"
        assert {f"{name}.png", f"{name}.svg"} <= names
    assert len(names) == 2 * len(finished.charts)


def test_a_png_holds_its_words_and_its_provenance(files, provenance):
    for name, data in files.items():
        if name.endswith(".png"):
            with Image.open(io.BytesIO(data)) as picture:
                picture.load()
                assert picture.text["Description"]
                assert dict(provenance.pairs()).items() <= picture.text.items()


def test_a_png_is_the_figure_with_a_line_below_it(files, finished):
    first = finished.charts[0]
    with Image.open(io.BytesIO(first.png())) as plain:
        before = plain.convert("RGB")
    name = next(name for name in files if name.endswith("-01-options.png"))
    with Image.open(io.BytesIO(files[name])) as stamped:
        assert stamped.crop((0, 0, *before.size)).tobytes() == before.tobytes()
        below = stamped.crop((0, before.height, stamped.width, stamped.height))
    assert len(set(below.convert("L").tobytes())) > 1, "nothing is written below the figure"


def test_an_svg_holds_its_words_its_provenance_and_a_visible_line(files, provenance, finished):
    for name, data in files.items():
        if name.endswith(".svg"):
            root = ET.fromstring(data)
            assert root.find(f"{SVG}title").text
            assert root.find(f"{SVG}desc").text
            metadata = " ".join(root.find(f"{SVG}metadata").itertext())
            assert all(line in metadata for line in provenance.lines())
            seen = " ".join(text.text for text in root.findall(f"{SVG}text"))
            assert seen == provenance.line()
            high = float(root.get("viewBox").split()[3])
            assert all(float(text.get("y")) < high for text in root.findall(f"{SVG}text"))


def test_one_figure_can_be_had_alone(files, finished, provenance):
    stem = "a-small-place-2026-03-14-01-options"
    assert png(finished, provenance, "options") == files[f"{stem}.png"]
    assert svg(finished, provenance, "options") == files[f"{stem}.svg"]


def test_a_title_cannot_break_out_of_an_svg(finished):
    odd = retitled(finished, '</text><script>alert("x")</script> 日本')
    provenance = provenance_of(odd, date=DATE)
    root = ET.fromstring(svg(odd, provenance, "options"))
    assert not list(root.iter(f"{SVG}script"))
    with Image.open(io.BytesIO(png(odd, provenance, "options"))) as picture:
        picture.load()
        assert picture.text["Scenario"] == odd.scenario.title
