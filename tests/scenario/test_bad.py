"""Scenarios that do not load: one message each, with file, line, column, field, nearest name."""

from itertools import pairwise

import pytest

from alliance_sim.evidence import InputError
from alliance_sim.scenario import load, load_text

GOOD = """\
title: Home care in Bexley
place: {councils: [Bexley], residents: 500}
months: 24
warm_up: 6
services: [home_care]
options:
  tender: {mechanism: competitive_tender}
parameters:
  home_care: {kpi_visibility: 0.25}
"""
TENDER = "  tender: {mechanism: competitive_tender}"
PLACE = "place: {councils: [Bexley], residents: 500}"
KPI = "{kpi_visibility: 0.25}"

# Name: what is replaced, by what; line, column, field, part of the message, nearest name.
BAD = {
    "unknown key": ("warm_up", "warmup", 4, 1, "warmup", "unknown field", "warm_up"),
    "unknown key in place": (PLACE, "place: {councils: [Bexley], residents: 500, region: x}",
                             2, 45, "place.region", "allowed: councils, residents", None),
    "missing key": ("months: 24\n", "", 1, 1, "months", "required but not given", None),
    "missing key in place": (PLACE, "place: {councils: [Bexley]}",
                             2, 1, "place.residents", "required but not given", None),
    "duplicate key": ("months: 24", "months: 24\nmonths: 36",
                      4, 1, "months", "duplicate key, first given on line 3", None),
    "text for a number": ("months: 24", "months: two years",
                          3, 9, "months", "a whole number, found the text 'two years'", None),
    "quoted number": ("months: 24", "months: '24'",
                      3, 9, "months", "a whole number, found the text '24'", None),
    "half a month": ("months: 24", "months: 24.5", 3, 9, "months", "found 24.5", None),
    "number for a list": ("[home_care]", "3", 5, 11, "services", "expected a list", None),
    "list for a mapping": (PLACE, "place: [Bexley]",
                           2, 8, "place", "a mapping of named fields, found a list", None),
    "nothing": ("months: 24", "months:", 3, 1, "months", "found nothing", None),
    "no residents": ("500", "0", 2, 40, "place.residents", "at least 1, found 0", None),
    "no months": ("months: 24", "months: 0", 3, 9, "months", "at least 1, found 0", None),
    "all warm-up": ("warm_up: 6", "warm_up: 24",
                    4, 10, "warm_up", "fewer than the 24 months", None),
    "less than no warm-up": ("warm_up: 6", "warm_up: -1",
                             4, 10, "warm_up", "at least 0, found -1", None),
    "unknown council": ("[Bexley]", "[Barnet, Bexly]",
                        2, 28, "place.councils[1]", "no council 'Bexly'", "Bexley"),
    "council named twice": ("[Bexley]", "[Bexley, Bexley]",
                            2, 28, "place.councils[1]", "named twice", None),
    "no council": ("[Bexley]", "[]", 2, 19, "place.councils", "at least one", None),
    "unknown service": ("[home_care]", "[home_car]",
                        5, 12, "services[0]", "no service 'home_car'", "home_care"),
    "no option": (TENDER, "  {}", 7, 3, "options", "at least one", None),
    "option without a mechanism": (TENDER, "  tender: {price_weight: 0.5}",
                                   7, 3, "options.tender", "'mechanism' is required", None),
    "option that is no mapping": (TENDER, "  tender: competitive_tender",
                                  7, 11, "options.tender", "expected a mapping", None),
    "name of an option": (TENDER, "  My Tender: {mechanism: alliance}",
                          7, 3, "options.'My Tender'", "lower-case letters", None),
    "unknown mechanism": ("competitive_tender", "competitive_tendr", 7, 23,
                          "options.tender.mechanism", "expected 'competitive_tender',",
                          "competitive_tender"),
    "unknown lever": ("tender}", "tender, governence: {}}", 7, 43,
                      "options.tender.governence", "unknown field", "governance"),
    "lever that is no mapping": ("tender}", "tender, contract: block}", 7, 53,
                                 "options.tender.contract", "expected a mapping", None),
    "unknown kind of contract": ("tender}", "tender, contract: {kind: gain_shar}}", 7, 60,
                                 "options.tender.contract.kind", "found the text 'gain_shar'",
                                 "gain_share"),
    "unknown setting": ("tender}", "tender, selection: {price_weigth: 0.5}}", 7, 55,
                        "options.tender.selection.price_weigth",
                        "unknown field of 'scored_bids'", "price_weight"),
    "setting of another kind": ("tender}", "tender, members: 3}", 7, 43,
                                "options.tender.members", "unknown field of 'scored_bids'", None),
    "share above 1": ("tender}", "tender, price_weight: 1.4}", 7, 57,
                      "options.tender.price_weight", "at most 1, found 1.4", None),
    "unknown word": ("tender}", "tender, price_set_by: buyers}", 7, 57,
                     "options.tender.price_set_by", "found the text 'buyers'", "buyer"),
    "old yes and no": ("tender}", "tender, governance: {judged_together: no}}", 7, 73,
                       "options.tender.governance.judged_together",
                       "true or false, found the text 'no'", None),
    "two terms": ("tender}", "tender, continuity: {term_months: 9}, contract: {term_months: 8}}",
                  7, 69, "options.tender.continuity.term_months", "set twice", None),
    "unknown parameter": ("kpi_visibility", "kpi_visibilty", 9, 15,
                          "parameters.home_care.kpi_visibilty", "unknown parameter",
                          "kpi_visibility"),
    "unknown group": ("  home_care: {", "  home_cares: {", 9, 3,
                      "parameters.home_cares", "unknown parameter", "home_care"),
    "parameter above 1": ("0.25", "1.25", 9, 31, "parameters.home_care.kpi_visibility",
                          "expected a share, 0 to 1, found 1.25", None),
    "parameter of the wrong type": ("0.25", "often", 9, 31, "parameters.home_care.kpi_visibility",
                                    "found the text 'often'", None),
    "value for a group": (KPI, "0.25", 9, 14, "parameters.home_care",
                          "expected a mapping of", None),
    "mapping for a value": ("0.25", "{value: 0.25}", 9, 31, "parameters.home_care.kpi_visibility",
                            "found a mapping", None),
    "parameter that breaks a preset": (f"home_care: {KPI}",
                                       "competitive_tender: {continuity: {term_months: 0}}",
                                       9, 50,
                                       "parameters.competitive_tender.continuity.term_months",
                                       "at least 1, found 0", None),
    "tag": ("24", "!!python/name:os.system x", 3, 9, "months", "tags are not accepted", None),
    "anchor": ("[Bexley]", "&here [Bexley]", 2, 19, "place.councils", "anchors", None),
    "not YAML": (KPI, "{kpi_visibility: 0.25", 9, 14, "", "not valid YAML", None),
}  # fmt: skip


def refused(call, *arguments):
    with pytest.raises(InputError) as caught:
        call(*arguments)
    return caught.value.problems


@pytest.mark.parametrize("case", BAD)
def test_one_message_with_file_line_column_field_and_nearest_name(case, tmp_path):
    old, new, line, column, field, phrase, nearest = BAD[case]
    assert GOOD.count(old) == 1
    file = tmp_path / "bad.yaml"
    file.write_text(GOOD.replace(old, new))
    (problem,) = refused(load, file)
    assert (problem.file, problem.field) == (str(file), field)
    assert (problem.spot.line, problem.spot.column) == (line, column)
    assert phrase in problem.message
    assert (problem.nearest[0] if problem.nearest else None) == nearest
    first_line = str(problem).split("\n")[0]
    assert first_line.startswith(f"{file}:{line}:{column}: ")
    assert nearest is None or first_line.endswith("?")
    # Refusing leaves nothing behind.
    assert list(tmp_path.iterdir()) == [file]


def test_the_scenario_that_the_table_spoils_is_good():
    assert load_text(GOOD, "good.yaml").months == 24


def test_a_fault_inside_a_list_of_bands_is_found_there():
    bands = "contract: {kind: gain_share, bands: [{upto: 0.9, provider_share: 1.5}]}"
    text = GOOD.replace("competitive_tender}", f"competitive_tender, {bands}}}")
    (problem,) = refused(load_text, text, "bad.yaml")
    assert problem.field == "options.tender.contract.bands[0].provider_share"
    assert problem.spot.source[problem.spot.column - 1 :].startswith("1.5")


def test_a_bomb_of_aliases_is_refused_in_one_message(tmp_path):
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairwise("abcdefghi")]
    (problem,) = refused(load_text, "\n".join(lines), "bomb.yaml")
    assert (problem.spot.line, problem.spot.column) == (1, 4)


@pytest.mark.parametrize(
    ("content", "phrase"),
    [
        (b"", "is empty"),
        (b"# only a comment\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        (b"\x00" * 100, "not a text file"),
    ],
)
def test_files_that_are_no_scenario_at_all(tmp_path, content, phrase):
    file = tmp_path / "bad.yaml"
    file.write_bytes(content)
    (problem,) = refused(load, file)
    assert phrase in problem.message
    assert problem.file == str(file)


def test_a_missing_file_and_a_folder(tmp_path):
    (tmp_path / "bexley.yaml").write_text(GOOD)
    (missing,) = refused(load, tmp_path / "bexly.yaml")
    assert missing.nearest == (str(tmp_path / "bexley.yaml"),)
    (folder,) = refused(load, tmp_path)
    assert "is a folder" in folder.message


def test_everything_wrong_with_a_file_is_told_at_once():
    text = (
        GOOD.replace("500", "0")
        .replace("Bexley]", "Bexly]")
        .replace("warm_up: 6", "warm_up: 60")
        .replace("[home_care]", "[home_car]")
        .replace("competitive_tender", "tender")
        .replace("0.25", "2")
    )
    fields = [problem.field for problem in refused(load_text, text, "bad.yaml")]
    assert fields == [
        "place.councils[0]",
        "place.residents",
        "warm_up",
        "services[0]",
        "options.tender.mechanism",
        "parameters.home_care.kpi_visibility",
    ]
