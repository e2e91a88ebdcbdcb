"""planbuilder: treatment plans from a curated library, tailored, accommodated, printed as editable Word files."""

__version__ = "0.1.0"
