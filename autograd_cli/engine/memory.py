"""The memory that arrays give back, kept for the arrays that follow."""

import numpy as np

# The largest that glibc learns from. More than twice as much stays with the system.
_LARGE = 31 << 20


def keep_freed() -> None:
    """Let up to 64 MB that arrays gave back stay with the process.

    Steps of training give back and take the same few megabytes again and again. Handed to the
    system in between they come back as pages to be cleared, which can take longer than to compute
    what goes there. glibc learns from the largest block that it sees freed what is worth keeping;
    it is shown one, whose memory is never touched. To other systems this means nothing.
    """
    np.empty(_LARGE, np.uint8)
