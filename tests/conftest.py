"""What holds for every test."""

import sys

import pytest
from hypothesis import settings

# The same examples every time: a test that fails, fails for everyone.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def the_same_main():
    """A page that is tested leaves itself as the main program, which new processes would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
