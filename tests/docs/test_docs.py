"""The documents are true: links lead somewhere, and what they name is there."""

import re
from pathlib import Path

import pytest
import yaml

import alliance_sim
from alliance_sim.evidence import catalogue
from alliance_sim.results.tables import OUTCOMES, PARTIES
from alliance_sim.scenario import load_text
from alliance_sim.views.cli import VERBS
from alliance_sim.views.shipped import shipped

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
PAGES = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
SUFFIXES = (".py", ".md", ".yaml", ".csv", ".cff", ".toml", ".json")
OF_A_RUN = {"summary.csv", "manifest.json"}
"""Files that a run leaves, wherever it is told to."""

MADE_BY_READER = ("relational_block", "shared_loss")
"""What the pages on adding something have their reader write."""

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def text_of(page):
    return page.read_text(encoding="utf-8")


def prose(page):
    """A page without its blocks of code."""
    return FENCED.sub("", text_of(page))


def anchors(page):
    """The headings of a page as addresses."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def block(page, language):
    """The one block of code in a language."""
    (found,) = [body for name, body in FENCED.findall(text_of(page)) if name == language]
    return found


@each_page
def test_links_between_pages_lead_somewhere(page):
    broken = []
    for link in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@each_page
def test_every_file_a_page_names_is_there(page):
    places = (ROOT, ROOT / "alliance_sim", page.parent)
    named = {
        code.rstrip("/")
        for code in CODE.findall(prose(page))
        if re.fullmatch(r"[\w./*-]+", code) and (code.endswith((*SUFFIXES, "/")))
    }
    missing = [
        name
        for name in named - OF_A_RUN
        if not any(made in name for made in MADE_BY_READER)
        and not any(any(place.glob(name)) for place in places)
    ]
    assert missing == []


@each_page
def test_every_command_a_page_names_exists(page):
    verbs = {verb.__name__ for verb in VERBS}
    assert set(re.findall(r"alliance-sim ([a-z]+)", text_of(page))) <= verbs
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    code = "\n".join(
        CODE.findall(text_of(page)) + [body for _, body in FENCED.findall(text_of(page))]
    )
    assert set(re.findall(r"\bmake ([a-z]+)", code)) <= targets


@each_page
def test_every_parameter_a_page_names_exists(page):
    paths = set(catalogue().parameters)
    groups = {path.rsplit(".", depth)[0] for path in paths for depth in (1, 2)}
    first = {path.partition(".")[0] for path in paths}
    equations = "\n".join(body for name, body in FENCED.findall(text_of(page)) if name == "text")
    dotted = r"[a-z_]+(?:\.[a-z_]+)+"
    named = {
        path
        for path in re.findall(f"`({dotted})", prose(page)) + re.findall(dotted, equations)
        if path.partition(".")[0] in first and not path.endswith((".yaml", ".py"))
    }
    assert named - paths - groups - levers() == set()


def levers():
    """Settings of levers as a scenario names them, such as `governance.peer_visibility`."""
    found = set()
    for path in catalogue().parameters:
        setting = path.partition(".")[2]
        if setting.count(".") == 1:
            found.add(setting)
    return found


@each_page
def test_every_function_a_page_names_stands_in_the_file_it_names(page):
    missing = []
    for name, file in re.findall(r"`([\w.]+)`\s+in\s+`([\w/]+\.py)`", prose(page)):
        path = next(p for p in (ROOT / file, ROOT / "alliance_sim" / file) if p.exists())
        if not re.search(
            rf"^\s*(?:(?:def|class) {name.split('.')[-1]}\b|{name}(?:: [^=]+)? = )",
            text_of(path),
            re.MULTILINE,
        ):
            missing.append((name, file))
    assert missing == []


def test_the_glossary_defines_every_outcome_and_party_with_its_unit():
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text_of(GLOSSARY), re.MULTILINE))
    columns = [*OUTCOMES, *(party.column for party in PARTIES)]
    assert rows == {column.name: column.unit for column in columns}


def test_the_glossary_says_which_way_is_better():
    rows = dict(re.findall(r"^\| `(\w+)` .*\| (higher|lower|neither) \|$", text_of(GLOSSARY), re.M))
    words = {True: "higher", False: "lower", None: "neither"}
    assert rows == {column.name: words[column.higher_is_better] for column in OUTCOMES}


def test_the_readme_names_every_verb_and_every_scenario_that_ships():
    readme = text_of(README)
    for verb in VERBS:
        assert f"alliance-sim {verb.__name__.replace('_', '-')}" in readme
    for name in shipped():
        assert f"(scenarios/{name}.yaml)" in readme


def test_the_python_in_the_readme_runs(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    exec(compile(block(README, "python"), "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "tender",
        "auction",
        "alliance",
        "wellbeing, alliance less tender",
    ]
    assert "nan" not in " ".join(lines)


def test_the_scenario_in_the_readme_is_one():
    scenario = load_text(block(README, "yaml"), "README.md")
    assert list(scenario.options) == ["tender", "soft"]
    tender, soft = scenario.options.values()
    assert type(tender) is type(soft)
    assert soft.continuity.term_months > tender.continuity.term_months


def test_the_readme_states_whose_the_figures_are():
    assert ATTRIBUTION in text_of(README)


def test_the_readme_is_honest_about_how_much_is_judgement():
    known = catalogue().parameters.values()
    share = sum(parameter.status == "judgement" for parameter in known) / len(known)
    assert "about nine in ten" in text_of(README)
    assert round(10 * share) == 9


@pytest.mark.parametrize("name", ["bexley_map", "bexley_map_market", "bexley_options"])
def test_the_caption_of_a_figure_says_what_the_figure_says(name):
    figure = ROOT / "docs" / "figures" / f"{name}.svg"
    (title,) = re.findall(r"<title[^>]*>([^<]+)</title>", text_of(figure))
    assert re.search(rf" {re.escape(title)}\.[ *]", text_of(README))
    assert figure.with_suffix(".png").exists()


def test_the_citation_is_of_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == alliance_sim.__version__
    assert {"cff-version", "message", "title", "authors", "license"} <= citation.keys()
