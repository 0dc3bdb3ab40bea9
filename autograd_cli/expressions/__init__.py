"""Formulas that people type: read safely, and differentiated in every way there is."""
