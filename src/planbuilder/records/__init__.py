"""Versions of plans: kept one after the other, never changed, compared with each other."""
