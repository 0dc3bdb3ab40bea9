"""Runs as one HTML file that needs nothing else."""

from autograd_cli.report.page import page
from autograd_cli.report.writing import write

__all__ = ["page", "write"]
