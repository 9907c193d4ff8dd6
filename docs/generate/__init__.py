"""Writes what `docs/` holds that the code says: the reference in both languages, and the JSON Schemas for editors.

``python -m docs.generate`` writes the files anew; a test compares them with what the code says now.
"""
