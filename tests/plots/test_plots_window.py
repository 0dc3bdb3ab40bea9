"""Windows: opened where there is a screen, refused in words where there is none."""

import sys
from types import ModuleType

import pytest

from autograd_cli.plots import NoWindowError
from autograd_cli.plots.curves.curve import curve
from autograd_cli.plots.window import open_windows
from autograd_cli.runs import Metrics

HINT = "The pictures are in files, whose paths are above: open those, or draw them here: --ascii"


@pytest.fixture(autouse=True)
def _as_before():
    """Matplotlib writes files again, whatever a test has chosen."""
    from matplotlib import pyplot

    yield
    pyplot.close("all")
    pyplot.switch_backend("agg")


@pytest.fixture
def pictures():
    data = Metrics([0, 1], {"train/loss": [2, 1]})
    return [curve(data, "loss", title=title) for title in ("a", "b")]


@pytest.fixture
def screen(monkeypatch):
    """A backend with windows, which are the list that this returns; nobody closes them."""
    from matplotlib.backend_bases import FigureManagerBase
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.cbook import _get_running_interactive_framework

    opened = []

    class Manager(FigureManagerBase):
        @classmethod
        def pyplot_show(cls, *, block=None):
            from matplotlib._pylab_helpers import Gcf

            opened.extend((manager.canvas.figure, block) for manager in Gcf.get_all_fig_managers())

    class Canvas(FigureCanvasAgg):
        required_interactive_framework = _get_running_interactive_framework() or "any"
        manager_class = Manager

    module = ModuleType("screen_of_a_test")
    module.FigureCanvas, module.FigureManager = Canvas, Manager
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return opened


def test_each_picture_has_a_window_until_all_are_closed(screen, pictures):
    open_windows(pictures, "module://screen_of_a_test")
    assert screen == [(picture, True) for picture in pictures]


def test_a_backend_that_is_not_there(pictures):
    with pytest.raises(NoWindowError) as caught:
        open_windows(pictures, "module://nothing_of_that_name")
    assert caught.value.message == (
        "no window can be opened: No module named 'nothing_of_that_name'"
    )
    assert (caught.value.hint, caught.value.exit_code) == (HINT, 2)


def test_a_backend_that_has_no_windows(pictures):
    with pytest.raises(NoWindowError) as caught:
        open_windows(pictures, "svg")
    assert caught.value.message == (
        "no window can be opened: MPLBACKEND says svg, which only writes files"
    )


def test_without_a_screen(pictures, monkeypatch):
    from matplotlib import cbook, pyplot, rcParams

    monkeypatch.setattr(cbook, "_get_running_interactive_framework", lambda: "headless")
    pyplot.switch_backend("agg")  # what Matplotlib chooses there
    assert rcParams["backend"] == "agg"
    with pytest.raises(NoWindowError) as caught:
        open_windows(pictures, None)
    assert caught.value.message == (
        "no window can be opened: there is no display, or no toolkit that Matplotlib could open "
        "one with"
    )
