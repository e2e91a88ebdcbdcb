"""Requirement profiles: what of them a plan meets, and by when something is due."""
