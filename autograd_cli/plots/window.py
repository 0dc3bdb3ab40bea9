"""Pictures in windows, where there is a screen for them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from autograd_cli.plots.errors import NoWindowError

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def open_windows(pictures: "Sequence[Figure]", backend: str | None) -> None:
    """Open a window for each picture; return when all of them are closed.

    `backend` is Matplotlib's that the user has chosen; without one it takes what there is. Raises
    NoWindowError, before it opens any, where that cannot be done.
    """
    from matplotlib import pyplot  # heavy
    from matplotlib._pylab_helpers import Gcf

    canvas = _canvas(backend)
    for number, picture in enumerate(pictures, start=1):
        # What `pyplot.figure(picture)` does, in versions that have it.
        Gcf._set_new_active_manager(canvas.new_manager(picture, number))
    pyplot.show(block=True)


def _canvas(backend: str | None) -> Any:
    """The class that draws in windows."""
    from matplotlib import get_backend, pyplot
    from matplotlib.backends.registry import backend_registry

    registry: Any = backend_registry  # which has no types
    try:
        pyplot.switch_backend(backend or get_backend())
        canvas = registry.load_backend_module(get_backend()).FigureCanvas
    except (ImportError, ValueError) as error:
        raise _no_window(str(error)) from error
    if canvas.required_interactive_framework is None:
        if backend:
            raise _no_window(f"MPLBACKEND says {backend}, which only writes files")
        raise _no_window("there is no display, or no toolkit that Matplotlib could open one with")
    return canvas


def _no_window(reason: str) -> NoWindowError:
    return NoWindowError(
        f"no window can be opened: {reason}",
        "The pictures are in files, whose paths are above: open those, or draw them here: --ascii",
    )
