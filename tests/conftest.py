"""Settings that hold for every test."""

from hypothesis import settings

settings.register_profile("kpicore", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("kpicore")
