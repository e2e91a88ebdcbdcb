"""Brings the fixtures ``agency`` and ``example_plans``."""

pytest_plugins = ["planbuilder.testing"]
