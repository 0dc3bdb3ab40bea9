"""What the tests of the documents share."""

import importlib
import shutil
from pathlib import Path

import pytest

from autograd_cli.engine import dispatch

ROOT = Path(__file__).parents[2]


@pytest.fixture
def script(monkeypatch):
    """A module of those that write the generated parts, by its name."""
    monkeypatch.syspath_prepend(ROOT / "docs")
    return importlib.import_module


@pytest.fixture
def walk(script, tmp_path, monkeypatch):
    """Do what a page's text says in a folder with the shipped configs; returns the Walk."""
    monkeypatch.setattr(dispatch, "_NUMPY", dict(dispatch._NUMPY))  # an example registers its op
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    return script("walk").Walk(tmp_path).through
