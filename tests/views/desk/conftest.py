"""A scenario that runs in a moment."""

import pytest

from alliance_sim.scenario import load


@pytest.fixture(scope="module")
def tiny_scenario(tiny):
    return load(tiny)
