"""Padding and repeating elsewhere."""


def _padded(torch, x, pad_width, mode):
    """Axis by axis: PyTorch pads in its modes only images and the like."""
    sources = [_source(n, *pair, mode) for n, pair in zip(x.shape, pad_width, strict=True)]
    return x[sources[0]][:, sources[1]]


def _source(n, before, after, mode):
    """By each mode's definition: the places that the margins repeat."""
    period = {"wrap": n, "symmetric": 2 * n, "reflect": max(2 * n - 2, 1)}

    def place(i):
        if mode == "edge":
            return min(max(i, 0), n - 1)
        i %= period[mode]
        return i if i < n else period[mode] - i - (mode == "symmetric")

    return [place(i) for i in range(-before, n + after)]


def _between_constants(torch, x, pad_width, constant_values):
    """Side by side: the rows first, so that the columns have the corners."""
    sides = zip(((2, 3), (0, 1)), pad_width, constant_values, strict=True)
    for (before, after), widths, values in sides:
        for side, width, value in zip((before, after), widths, values, strict=True):
            margin = [0, 0, 0, 0]
            margin[side] = width
            x = torch.nn.functional.pad(x, margin, value=value)
    return x


TORCH = {
    "pad (zeros)": lambda torch, x, pad_width: torch.nn.functional.pad(x, (pad_width,) * 4),
    "pad (constants)": _between_constants,
    **{f"pad ({mode})": _padded for mode in ("edge", "reflect", "symmetric", "wrap")},
    "tile (both axes)": lambda torch, x, reps: x.tile(reps),
    "tile (the last axis)": lambda torch, x, reps: x.tile((reps,)),
    "tile (a new axis)": lambda torch, x, reps: x.tile(reps),
    "repeat (flattened)": lambda torch, x, repeats: x.repeat_interleave(repeats),
    "repeat (axis)": lambda torch, x, repeats, axis: x.repeat_interleave(repeats, axis),
    "repeat (counts)": lambda torch, x, repeats, axis: x.repeat_interleave(
        torch.tensor(repeats), axis
    ),
}
