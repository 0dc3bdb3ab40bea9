"""Runs to report, and the pages of them."""

import shutil
from importlib import import_module
from pathlib import Path

import pytest
from hostile import CONFIG, HOSTILE, IMAGE, ROOT, SCRIPT, STORED, change
from parsed import parse

from autograd_cli import runs
from autograd_cli.cli.progress import Reporter
from autograd_cli.cli.train import train
from autograd_cli.report import page


@pytest.fixture(scope="session")
def hostile_run(tmp_path_factory):
    """A run on a table whose names are markup, and with a name and an error that are so, too."""
    place = tmp_path_factory.mktemp("hostile")
    rows = [f"{i % 3 + i / 90},{i / 30},{HOSTILE[i % 3]}" for i in range(30)]
    table = "\n".join([f"{IMAGE},width,kind", *rows, ""])
    (place / "hostile.csv").write_text(table, encoding="utf-8")
    (place / "hostile.yaml").write_text(CONFIG, encoding="utf-8")
    _, path = train(
        config=place / "hostile.yaml",
        overrides=[],
        runs_dir=place / "runs",
        name="hostile",
        plots=False,
        report=Reporter(),
    )
    run = runs.RunFolder(path)
    change(run, name=SCRIPT, status="failed", error=IMAGE)
    return run


@pytest.fixture(scope="session")
def hostile_page(hostile_run):
    """With one of the pictures: the others have tests of their own, and take seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "autograd_cli.plots.kinds.all_of", lambda _: ["confusion", "labels", "residuals"]
        )
        return page([hostile_run])


@pytest.fixture(scope="session")
def hostile(hostile_page):
    return parse(hostile_page)


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory):
    """So many made-up runs of so many epochs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        make = import_module("benchmarks.synthetic_runs").synthetic_runs
    return lambda count, epochs: make(tmp_path_factory.mktemp("synthetic"), count, epochs)


@pytest.fixture(scope="session")
def pair(synthetic):
    return synthetic(2, 5)


@pytest.fixture(scope="session")
def of_pair(pair):
    return parse(page(pair))


@pytest.fixture
def stored(tmp_path):
    """A copy of a run that the earlier version has left, by the end of its id."""

    def copy(end):
        (found,) = STORED.glob(f"2*{end}")
        return runs.RunFolder(Path(shutil.copytree(found, tmp_path / found.name)))

    return copy
