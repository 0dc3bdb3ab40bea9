"""How fast something is counted."""

from collections import deque

_WINDOW = 10.0  # seconds over which a rate is taken


class Pace:
    """The rate of a count, over the last seconds, from what it was at some times."""

    def __init__(self, now: float, count: float) -> None:
        self._seen = deque([(now, count)])

    def see(self, now: float, count: float) -> None:
        """The count as it is now; for the next change it waits, be it longer than those seconds."""
        if count != self._seen[-1][1]:
            self._seen.append((now, count))
        while len(self._seen) > 2 and self._seen[1][0] <= now - _WINDOW:
            self._seen.popleft()

    @property
    def counted(self) -> float:
        """How many were counted in the time that the rate is taken over."""
        return self._seen[-1][1] - self._seen[0][1]

    @property
    def rate(self) -> float | None:
        """How many a second, or None before there is any."""
        seconds = self._seen[-1][0] - self._seen[0][0]
        return self.counted / seconds if seconds > 0 else None

    def left(self, now: float, total: float) -> float | None:
        """The seconds until it is at `total`, or None before there is a rate."""
        rate = self.rate
        if not rate:
            return None
        last, count = self._seen[-1]
        return max(0.0, (total - count) / rate - (now - last))
