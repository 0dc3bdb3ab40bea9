"""Derivatives and descents of a formula."""
