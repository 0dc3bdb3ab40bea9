"""Curves over the epochs, of one run and of several on one picture."""
