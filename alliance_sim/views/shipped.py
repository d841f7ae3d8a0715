"""Scenarios, terms and studies that come with the package, found by path or by name."""

from collections.abc import Mapping
from pathlib import Path

import alliance_sim

PACKAGE = Path(alliance_sim.__file__).parent
HOMES = (PACKAGE / "shipped_scenarios", PACKAGE.parent / "scenarios")
"""Where they are in an installed package, and in a checkout."""

TOO_LARGE = ("england",)
"""Scenarios of which one comparison takes many minutes: for the command line alone."""

ENDING = ".yaml"
TERMS = "terms"
"""The folder, beside the scenarios, of terms of deals."""


STUDIES = "studies"
"""The folder, beside the scenarios, of studies."""

CALIBRATIONS = "calibrations"
"""The folder, beside the scenarios, of calibrations."""


def shipped() -> Mapping[str, Path]:
    """The files of the scenarios that come with the package, by name."""
    for home in HOMES:
        if found := sorted(home.glob(f"*{ENDING}")):
            return {path.stem: path for path in found}
    return {}


def on_pages() -> Mapping[str, Path]:
    """Those of them that a page can answer while somebody waits, by name."""
    return {name: path for name, path in shipped().items() if name not in TOO_LARGE}


def shipped_terms() -> Mapping[str, Path]:
    """The files of the terms of deals that come with the package, by name."""
    return _shipped_in(TERMS)


def shipped_studies() -> Mapping[str, Path]:
    """The study files that come with the package, by name."""
    return _shipped_in(STUDIES)


def shipped_calibrations() -> Mapping[str, Path]:
    """The calibration files that come with the package, by name."""
    return _shipped_in(CALIBRATIONS)


def _shipped_in(folder: str) -> Mapping[str, Path]:
    for home in HOMES:
        if found := sorted((home / folder).glob(f"*{ENDING}")):
            return {path.stem: path for path in found}
    return {}


def find(scenario: str) -> Path:
    """The file of a scenario: a path as it is, or the bare name of one that is shipped.

    Raises:
        InputError: The name is not a path and no shipped scenario is called that.
    """
    return _find(scenario, shipped(), "scenario")


def find_terms(terms: str) -> Path:
    """The file of the terms of a deal, found as `find` does.

    Raises:
        InputError: The name is not a path and no shipped terms are called that.
    """
    return _find(terms, shipped_terms(), "terms file")


def find_study(study: str) -> Path:
    """The file of a study, found as `find` does.

    Raises:
        InputError: The name is not a path and no shipped study is called that.
    """
    return _find(study, shipped_studies(), "study")


def find_calibration(calibration: str) -> Path:
    """The file of a calibration, found as `find` does.

    Raises:
        InputError: The name is not a path and no shipped calibration is called that.
    """
    return _find(calibration, shipped_calibrations(), "calibration")


def _find(scenario: str, known: Mapping[str, Path], what: str) -> Path:
    path = Path(scenario)
    if path.is_file():
        return path
    if scenario in known:
        return known[scenario]
    # What ends in .yaml or lies in a folder can only be meant as a file.
    if path.exists() or path.suffix or len(path.parts) > 1:
        return path
    from alliance_sim.evidence import InputError, Problem, nearest_names

    # "bexly" is like no whole name, but like a word of one.
    by_word = [name for name in known if nearest_names(scenario, name.split("_"))]
    near = tuple(nearest_names(scenario, known) or by_word)
    message = f"no such file, and no {what} of this name comes with alliance_sim"
    if not near:
        message += f" (these do: {', '.join(known)})"
    raise InputError([Problem(scenario, "", message, nearest=near)])
