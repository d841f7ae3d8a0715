"""`extends`: filling in from another file, and faults shown in the file that has them."""

import pytest

from alliance_sim.evidence import InputError
from alliance_sim.scenario import load, load_text

BASE = """\
title: Base
place: {councils: [Bexley], residents: 500}
months: 24
warm_up: 6
services: [home_care, advocacy]
options:
  tender: {mechanism: competitive_tender, price_weight: 0.3, contract: {term_months: 48}}
  joint: {mechanism: alliance, contract: {kind: gain_share, provider_share: 0.3}}
parameters:
  home_care: {kpi_visibility: 0.1, lots: 2}
"""


@pytest.fixture
def files(tmp_path):
    def write(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.yaml").write_text(text)
        return tmp_path

    return write


def refused(path):
    with pytest.raises(InputError) as caught:
        load(path)
    return caught.value.problems


def test_later_values_win_and_mappings_merge_by_name(files):
    child = """\
extends: base.yaml
title: Child
place: {residents: 50}
services: [home_care]
options:
  tender: {price_weight: 0.7}
  auction: {mechanism: reverse_auction}
parameters:
  home_care: {lots: 3}
"""
    it = load(files(base=BASE, child=child) / "child.yaml")
    assert (it.title, it.councils, it.residents, it.months) == ("Child", ("Bexley",), 50, 24)
    assert it.services == ("home_care",)
    assert list(it.options) == ["tender", "joint", "auction"]
    assert it.options["tender"].selection.price_weight == 0.7
    assert it.options["tender"].continuity.term_months == 48
    assert it.overrides == {"home_care.kpi_visibility": 0.1, "home_care.lots": 3}


def test_another_kind_replaces_the_whole_of_what_it_changes(files):
    child = """\
extends: base.yaml
options:
  tender: {mechanism: reverse_auction}
  joint: {contract: {kind: cost_plus}}
"""
    it = load(files(base=BASE, child=child) / "child.yaml")
    assert it.options["tender"].kind == "reverse_auction"
    assert it.options["joint"].contract.kind == "cost_plus"


def test_a_chain_of_files_and_files_in_other_folders(files):
    folder = files(base=BASE, middle="extends: base.yaml\nmonths: 36\n")
    (folder / "studies").mkdir()
    (folder / "studies" / "last.yaml").write_text("extends: ../middle.yaml\nwarm_up: 12\n")
    it = load(folder / "studies" / "last.yaml")
    assert (it.months, it.warm_up, it.residents) == (36, 12, 500)


def test_a_fault_is_shown_in_the_file_that_has_it(files):
    folder = files(base=BASE.replace("500", "0"), child="extends: base.yaml\nmonths: x\n")
    problems = refused(folder / "child.yaml")
    assert [(p.file, p.spot.line, p.field) for p in problems] == [
        (str(folder / "base.yaml"), 2, "place.residents"),
        (str(folder / "child.yaml"), 2, "months"),
    ]


def test_a_setting_of_the_child_that_clashes_with_the_base_is_shown_in_the_child(files):
    folder = files(base=BASE, child="extends: base.yaml\ntitle: x\nwarm_up: 24\n")
    (problem,) = refused(folder / "child.yaml")
    assert (problem.file, problem.spot.line) == (str(folder / "child.yaml"), 3)


@pytest.mark.parametrize(
    ("value", "phrase", "nearest"),
    [
        ("bas.yaml", "no such file", "base.yaml"),
        (".", "is a folder", None),
        ("/etc/hosts", "relative to this file", None),
        ("child.yaml", "in a circle", None),
        ("loop.yaml", "in a circle", None),
        ("", "found nothing", None),
        ("[base.yaml]", "found a list", None),
        ("empty.yaml", "is empty", None),
    ],
)
def test_a_base_that_cannot_be_read_is_told_where_it_was_asked_for(files, value, phrase, nearest):
    folder = files(
        base=BASE, child=f"title: x\nextends: {value}\n", loop="extends: child.yaml\n", empty=""
    )
    (problem,) = refused(folder / "child.yaml")
    assert phrase in problem.message
    assert problem.field == "extends"
    if value != "loop.yaml":
        assert (problem.file, problem.spot.line) == (str(folder / "child.yaml"), 2)
    assert [name.endswith(str(nearest)) for name in problem.nearest] == [True] * bool(nearest)


def test_text_without_a_folder_cannot_extend_a_file():
    with pytest.raises(InputError, match=r"f\.yaml:1:1: extends: .*cannot extend"):
        load_text("extends: base.yaml\n", "f.yaml")
