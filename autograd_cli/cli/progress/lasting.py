"""What goes on inside an epoch for long enough to be shown."""

from dataclasses import replace

from autograd_cli.cli.progress.watch import View, Watch

_LONG = 0.5  # seconds


class Lasting:
    """Looks at a training; `shown` is the newest pass of a kind that takes long, if there is one.

    When it is over it stays until the next: what comes and goes cannot be read. A kind that has
    once taken long is shown from its beginning, unless it has become much faster.
    """

    def __init__(self, watch: Watch) -> None:
        self.shown: View | None = None
        self._watch = watch
        self._newest: View | None = None
        self._long: set[str] = set()

    def look(self) -> View | None:
        """What `Watch.look` shows; thereafter `shown` is as new."""
        view, last = self._watch.look(), self._newest
        if view is None:
            return None
        if last and (view.epoch, view.doing) != (last.epoch, last.doing):
            self._end(last)
        if view.lasted >= _LONG:
            self._long.add(view.doing)
        if view.doing in self._long:
            self.shown = view
        elif not self._long:
            self.shown = None
        self._newest = view
        return view

    def _end(self, last: View) -> None:
        """Another pass has begun, so that this one is done."""
        if last.lasted < _LONG / 2:
            self._long.discard(last.doing)
        if self.shown is last:
            self.shown = replace(last, done=last.total, left=0.0)
