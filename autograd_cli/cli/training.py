"""What `train` and `resume` share: records from a loop into a run, told to a person, to the end."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeAlias

from autograd_cli.cli.interrupt import stop_requests
from autograd_cli.cli.plot_process import PlotProcess
from autograd_cli.cli.progress import Reporter
from autograd_cli.cli.terminal import tell

if TYPE_CHECKING:
    from autograd_cli.runs import Record, RunWriter

# A training's loop, which is given two questions: should_stop and should_save.
Records: TypeAlias = "Callable[..., Iterator[Record]]"


def carry_out(
    records: Records,
    run: "RunWriter",
    painter: PlotProcess | None,
    report: Reporter,
    epochs: int,
) -> None:
    """Write all records, the end of the run and, if there is a painter, its pictures.

    The first Ctrl-C stops at the next step, in good order. Raises RunWriteError or DivergedError.
    """
    from autograd_cli.runs import RunWriteError  # loads NumPy, which --help does without
    from autograd_cli.train import DivergedError

    path = str(run.folder.path)

    def end(status: str, **facts: str) -> None:
        run.finish(status, **facts)
        try:
            if painter and "initial" in run.summary:  # else there is nothing to draw
                painter.draw(run.folder.path)
        finally:
            report.end(path, run.summary)

    with ExitStack() as stack:
        report.start(path, epochs)
        stack.callback(report.close)
        stop_asked = stack.enter_context(stop_requests())
        try:
            for record in records(should_stop=stop_asked, should_save=run.due):
                run.append(record)
                report.epoch(record)
        except DivergedError as error:
            try:
                end("diverged", error=error.message)
            except RunWriteError as second:
                tell(f"warning: {second}")
            raise
        end(run.reached)
