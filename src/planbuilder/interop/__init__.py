"""The library in the programs people already edit in: spreadsheets, and the lists that record systems import."""
