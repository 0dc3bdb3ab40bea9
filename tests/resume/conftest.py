"""What the tests of resuming share."""

import pytest
from resumable import CONFIGS

from autograd_cli import runs
from autograd_cli.cli.progress import Reporter
from autograd_cli.cli.resume import resume


@pytest.fixture(params=CONFIGS, ids=lambda name: name.replace(" ", "_"))
def every_config(request):
    """The text of each config in turn."""
    return CONFIGS[request.param]


@pytest.fixture
def resumed(tmp_path):
    """Resume a run (a folder or a reference) in this process, without pictures; its RunFolder."""

    def run(given, *overrides, runs_dir=None):
        reference = str(given.path) if isinstance(given, runs.RunFolder) else given
        told = resume(
            run=reference,
            overrides=list(overrides),
            runs_dir=runs_dir or tmp_path / "runs",
            plots=False,
            report=Reporter(),
        )
        folder = runs.find(reference, runs_dir or tmp_path / "runs")
        assert told == runs.summary(folder)
        return folder

    return run


@pytest.fixture
def run(trained):
    """A run of two epochs."""
    text = "dataset: {name: iris}\nmodel: {name: mlp, hidden: [3]}\n"
    return trained(text, "train.epochs=2", "train.batch_size=8")


@pytest.fixture
def untouched(run):
    """Whether nothing in the run's folder has changed since the test began."""

    def contents():
        return {path: path.read_bytes() for path in run.path.rglob("*") if path.is_file()}

    before = contents()
    return lambda: contents() == before
