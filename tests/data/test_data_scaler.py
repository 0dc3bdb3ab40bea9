"""Standardisation."""

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from autograd_cli.config import SettingError
from autograd_cli.data.scaler import Scaler


def test_the_scaler_is_scikit_learns():
    x = np.random.default_rng(0).normal(5, [1e-3, 1, 1e3], (40, 3))
    theirs = StandardScaler().fit(x)
    ours = Scaler.fit(x)
    assert np.allclose(ours.mean, theirs.mean_, rtol=1e-13)
    assert np.allclose(ours.scale, theirs.scale_, rtol=1e-13)
    assert np.allclose(ours.apply(x), theirs.transform(x), rtol=1e-12, atol=1e-13)


def test_the_scaler_leaves_columns_alone_and_its_input_as_it_was():
    x = np.array([[1.0, 0], [3, 1]])
    before = x.copy()
    scaler = Scaler.fit(x, np.array([True, False]))
    assert (scaler.mean.tolist(), scaler.scale.tolist()) == ([2, 0], [1, 1])
    assert scaler.apply(x).tolist() == [[-1, 0], [1, 1]]
    assert np.array_equal(x, before)


def test_the_scaler_can_be_undone():
    x = np.random.default_rng(0).normal(5, [1e-3, 1, 1e3], (40, 3)) * [1, 0, 1]
    scaler = Scaler.fit(x)
    assert np.allclose(scaler.undo(scaler.apply(x)), x, rtol=1e-14)


def test_numbers_without_a_deviation_are_refused():
    with pytest.raises(SettingError) as caught:
        Scaler.fit(np.array([[1.0, 1e300], [2, -1e300]]))
    assert str(caught.value) == (
        "dataset.standardize: feature 1, counted from 0, "
        "is too large to have a deviation in float64"
    )
