"""Translations: what a client reads of a library, in other languages, as files of a layer beside it."""
