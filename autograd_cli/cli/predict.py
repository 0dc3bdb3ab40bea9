"""autograd predict: what a run's model says of new examples."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograd_cli.cli import options
from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.exits import reported
from autograd_cli.cli.terminal import tell

if TYPE_CHECKING:
    from autograd_cli.runs import Which


def predict_cli(
    run: options.Run,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A table (CSV, parquet, npz, npy), or images."),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write here (.csv or .npz), not to stdout.")
    ] = None,
    proba: Annotated[
        bool, typer.Option("--proba", help="Also the probability of every class.")
    ] = False,
    weights: options.Weights = "best",
    runs_dir: options.RunsDir = options.RUNS,
) -> None:
    """Predict the target of a table's rows, or the class of images.

    The columns of a table are found by their names, in any order; the target may be missing.
    Writes a row for each row of FILE: a class, by name, or a number. For a run on images FILE is
    an image, or a folder with images in it; each row begins with the path of one.

    \b
    Example:
      autograd predict latest flowers.csv -o species.csv --proba
    """
    with reported():
        unused = predict(
            run=run, file=file, out=out, proba=proba, weights=weights, runs_dir=runs_dir
        )
        if unused:
            tell(f"columns not used: {', '.join(unused)}")


def predict(
    *, run: str, file: Path, out: Path | None, proba: bool, weights: "Which", runs_dir: Path
) -> tuple[str, ...]:
    """Write the predictions for the rows or images of `file` to `out`, or to stdout.

    Returns the names of the columns that the model has no use for.

    Raises DataError if the file does not fit, ConfigError, RunError, UsageError if `out` would
    replace it, or RunWriteError if `out` cannot be written.
    """
    from autograd_cli import data, train  # load NumPy, which --help does without
    from autograd_cli.cli.predictions import Predictions, saver
    from autograd_cli.runs import find

    if out is not None and out.exists() and file.exists() and out.samefile(file):
        raise UsageError(f"{out} is the table itself", "Choose another file with -o.")
    save = saver(out)
    restored = train.restore(find(run, runs_dir), weights)
    dtype = restored.config.settings.train.dtype
    examples = data.examples(file, restored.preprocessing, with_target=False, dtype=dtype)
    save(Predictions(restored.model, restored.preprocessing, examples, proba=proba))
    return examples.unused
