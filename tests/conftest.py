"""What holds for every test."""

from hypothesis import settings

# The same examples every time: a test that fails, fails for everyone.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")
