"""What `train` and `resume` share: records from a loop into a run, told to a person, to the end."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeAlias

from autograd_cli.cli.interrupt import stop_requests
from autograd_cli.cli.plot_process import PlotProcess
from autograd_cli.cli.progress import Reporter
from autograd_cli.cli.terminal import tell

if TYPE_CHECKING:
    from autograd_cli.runs import LoggedStep, Predict, Record, RunWriter

# A training's loop, which is given `progress` to keep, and two questions: should_stop, should_save.
Records: TypeAlias = "Callable[..., Iterator[Record | LoggedStep]]"


def carry_out(
    records: Records,
    run: "RunWriter",
    predict: "Predict",
    painter: PlotProcess | None,
    report: Reporter,
    epochs: int,
) -> None:
    """Write all records, the end of the run and, if there is a painter, its pictures.

    The first Ctrl-C stops at the next step, in good order. Raises RunWriteError or DivergedError.
    """
    from autograd_cli.runs import (
        LoggedStep,
        RunWriteError,
    )  # loads NumPy, which --help does without
    from autograd_cli.train import DivergedError, Progress

    path = str(run.folder.path)

    def end(status: str, **facts: str) -> None:
        run.finish(status, predict if "initial" in run.summary else None, **facts)
        try:
            if painter and "initial" in run.summary:  # else there is nothing to draw
                painter.draw(run.folder.path)
        finally:
            report.end(path, run.summary)

    with ExitStack() as stack:
        progress = Progress()
        report.start(path, epochs, progress)
        stack.callback(report.close)
        stop_asked = stack.enter_context(stop_requests())
        try:
            for record in records(progress=progress, should_stop=stop_asked, should_save=run.due):
                if isinstance(record, LoggedStep):
                    run.log(record)
                    report.step(record)
                else:
                    run.append(record)
                    report.epoch(record)
        except DivergedError as error:
            try:
                end("diverged", error=error.message)
            except RunWriteError as second:
                tell(f"warning: {second}")
            raise
        end(run.reached)
