"""Random shapes, indices of NumPy's every kind, and values."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

SHAPES = npst.array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=4)


@st.composite
def parts(draw, shape):
    """An index that mixes numbers, slices, None, ..., arrays and masks, which may not fit."""
    index, axis = [], 0
    common = draw(npst.array_shapes(min_dims=1, max_dims=2, max_side=3))
    while axis < len(shape):
        n = shape[axis]
        kind = draw(st.sampled_from(["number", "slice", "array", "mask", "None", "stop"]))
        if kind == "stop":
            break
        if kind == "None":
            index.append(None)
            continue
        if kind == "number":
            index.append(draw(st.integers(-n, n - 1)))
        elif kind == "slice":
            index.append(draw(st.slices(n)))
        elif kind == "array":
            kept = draw(st.integers(0, len(common)))
            lengths = [1] * (len(common) - kept) + list(common[len(common) - kept :])
            index.append(draw(npst.arrays(np.intp, lengths, elements=st.integers(-n, n - 1))))
        else:
            covered = draw(st.integers(1, min(2, len(shape) - axis)))
            index.append(draw(npst.arrays(bool, shape[axis : axis + covered])))
            axis += covered - 1
        axis += 1
    if draw(st.booleans()):
        index.insert(draw(st.integers(0, len(index))), Ellipsis)
    return tuple(index)


@st.composite
def indexed(draw):
    """A shape and an index of it."""
    shape = draw(SHAPES)
    index = draw(
        st.one_of(
            npst.basic_indices(shape, allow_newaxis=True),
            npst.integer_array_indices(shape),
            npst.arrays(bool, shape),
            npst.arrays(bool, shape[:1]),
            parts(shape),
        )
    )
    return shape, index


def numbers(shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)
