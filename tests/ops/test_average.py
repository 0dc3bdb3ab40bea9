"""Averages with weights."""

import numpy as np
import pytest

import autograd_cli as ag


class TestAverage:
    x = np.random.default_rng(0).normal(size=(2, 3, 4))

    @pytest.mark.parametrize(
        ("axis", "shape"), [(None, (2, 3, 4)), (1, (2, 3, 4)), (-2, (3,)), (2, (4,)), (0, (2,))]
    )
    @pytest.mark.parametrize("keepdims", [False, True])
    def test_weights(self, axis, shape, keepdims):
        w = np.random.default_rng(1).uniform(1, 2, shape)
        options = {"axis": axis, "weights": w, "returned": True, "keepdims": keepdims}
        for found in (ag.average(self.x, **options), np.average(ag.Tensor(self.x), **options)):
            for ours, numpys in zip(found, np.average(self.x, **options), strict=True):
                assert ours.shape == numpys.shape
                np.testing.assert_allclose(ours, numpys, rtol=1e-13)

    def test_weights_of_several_axes_in_their_order(self):
        w = np.random.default_rng(1).uniform(1, 2, (4, 2))
        expected = (self.x * w.T[:, None, :]).sum(axis=(0, 2)) / w.sum()
        np.testing.assert_allclose(ag.average(self.x, (2, 0), w), expected, rtol=1e-14)

    def test_returned_without_weights_is_the_count(self):
        y, total = ag.average(self.x, axis=0, returned=True)
        np.testing.assert_array_equal(total.data, np.full((3, 4), 2.0))
        np.testing.assert_array_equal(y.data, self.x.mean(axis=0))

    def test_what_does_not_fit_is_refused(self):
        with pytest.raises(ag.ShapeError, match=r"along axis 0 with weights of shape \(3,\)"):
            ag.average(self.x, 0, np.ones(3))
        with pytest.raises(ag.ShapeError, match="along axis None"):
            ag.average(self.x, None, np.ones(2))
        with pytest.raises(ZeroDivisionError, match="weights that sum to 0"):
            ag.average([1.0, 2.0], weights=[1.0, -1.0])
