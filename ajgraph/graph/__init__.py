"""Descriptions, staffing tables and what is derived from them, as quads: see ``docs/model.md``."""
