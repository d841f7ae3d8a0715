"""What `import alliance_sim` offers."""

import subprocess
import sys

import pytest

import alliance_sim


def test_every_public_name_can_be_had():
    for name in alliance_sim.__all__:
        assert getattr(alliance_sim, name) is not None
    assert set(alliance_sim.__all__) <= set(dir(alliance_sim))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'tender'"):
        _ = alliance_sim.tender


def test_simulate_is_the_function_though_a_file_has_its_name():
    from alliance_sim.simulate import simulate

    assert alliance_sim.simulate is simulate
    assert callable(alliance_sim.simulate)


def test_a_comparison_in_three_lines(tiny):
    scenario = alliance_sim.load(tiny)
    results = alliance_sim.run_all(scenario, replications=2)
    comparison = alliance_sim.compare(results.outcomes)
    assert comparison.options == tuple(scenario.options)


def test_the_package_itself_loads_nothing_heavy():
    program = "import sys, alliance_sim; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert {"numpy", "pydantic", "mesa"} & set(done.stdout.split()) == set()
