"""The library: YAML entries read, checked, looked up, searched and counted."""
