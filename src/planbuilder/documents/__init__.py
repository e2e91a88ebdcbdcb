"""A plan as the documents people read: the view each one prints, their templates, and plain text."""
