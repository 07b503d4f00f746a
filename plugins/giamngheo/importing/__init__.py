"""A province's own table, as Excel people make it, becomes a review: `scripts/import_figures.py`."""
