"""Cross-entropy: huge and masked logits, labels of every kind, weights, smoothing."""

from itertools import product

import numpy as np
import pytest

import autograd_cli as ag

z = np.array([[-1.5, 0.0, 2.0], [0.5, -0.25, 3.0], [0.1, 0.2, 0.3], [5.0, -5.0, 0.0]])
labels = np.array([2, 0, 1, 0])
onehot = np.eye(3)[labels]
w = np.array([1.0, 0.0, 2.5])


def _slope(logits, *args, **params):
    leaf = ag.Tensor(logits, requires_grad=True)
    ag.cross_entropy(leaf, *args, **params).backward()
    return leaf.grad


@pytest.mark.parametrize("logits", [[0.3, -1e17], [5.3, -1e12], [0.0, -np.inf]])
@pytest.mark.parametrize("label", [[1], [[0.0, 1.0]]])
def test_the_softmax_of_far_apart_logits_is_right(logits, label):
    leaf = ag.Tensor([logits], requires_grad=True)
    loss = ag.cross_entropy(leaf, np.array(label))
    loss.backward()
    assert loss.item() == pytest.approx(logits[0] - logits[1], rel=1e-15)
    np.testing.assert_array_equal(leaf.grad, [[1.0, -1.0]])


@pytest.mark.parametrize("label", [[0, 0], [[1.0, 0.0], [1.0, 0.0]]])
def test_it_is_finite_for_huge_logits(label):
    leaf = ag.Tensor([[1e300, 0.0], [0.0, 1e300]], requires_grad=True)
    loss = ag.cross_entropy(leaf, np.array(label))
    assert loss.item() == 5e299
    loss.backward()
    np.testing.assert_array_equal(leaf.grad, [[0.0, 0.0], [-0.5, 0.5]])


def test_a_masked_class_without_a_share_costs_nothing():
    masked = np.array([[1.0, -np.inf, 0.0]])
    expected = ag.cross_entropy(masked[:, [0, 2]], [0]).item()
    for label in (np.array([0]), np.array([[1.0, 0.0, 0.0]])):
        assert ag.cross_entropy(masked, label).item() == pytest.approx(expected, rel=1e-15)
        slope = _slope(masked, label)
        assert slope[0, 1] == 0.0
        np.testing.assert_allclose(slope[0, ::2], _slope(masked[:, [0, 2]], [0])[0], rtol=1e-14)


def test_it_agrees_with_the_binary_one():
    logits, of_two = np.array([-2.0, 0.3, 5.0]), np.array([1, 0, 1])
    two = np.stack([np.zeros(3), logits], axis=1)
    binary = ag.binary_cross_entropy_with_logits(logits, of_two)
    assert ag.cross_entropy(two, of_two).item() == pytest.approx(binary.item(), rel=1e-14)


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.int32, np.uint64, np.int64])
def test_labels_of_any_integer_dtype_mean_the_same(dtype):
    expected = _slope(z, labels)
    np.testing.assert_array_equal(_slope(z, labels.astype(dtype)), expected)
    np.testing.assert_array_equal(_slope(z, ag.Tensor(labels, dtype=dtype)), expected)
    np.testing.assert_array_equal(_slope(z, labels.astype(dtype).tolist()), expected)


@pytest.mark.parametrize("dtype", [bool, np.int64, np.float32, np.float64])
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
def test_shares_of_one_class_are_its_label(dtype, reduction, smoothing):
    options = {"label_smoothing": smoothing, "reduction": reduction}
    found = ag.cross_entropy(z, onehot.astype(dtype), **options)
    expected = ag.cross_entropy(z, labels, **options)
    np.testing.assert_allclose(found.data, expected.data, rtol=1e-14)


def test_shares_that_do_not_add_up_to_1_count_as_they_are():
    np.testing.assert_allclose(
        ag.cross_entropy(z, 3 * onehot).item(), 3 * ag.cross_entropy(z, labels).item()
    )
    np.testing.assert_allclose(_slope(z, 3 * onehot), 3 * _slope(z, labels), atol=1e-15)


def test_the_mean_divides_by_the_weights_of_the_labels():
    each = ag.cross_entropy(z, labels, weight=w, reduction="none").data
    plain = ag.cross_entropy(z, labels, reduction="none").data
    np.testing.assert_allclose(each, w[labels] * plain, rtol=1e-14)
    found = ag.cross_entropy(z, labels, weight=w).item()
    assert found == pytest.approx(each.sum() / w[labels].sum(), rel=1e-14)
    shares = ag.cross_entropy(z, onehot, weight=w).item()
    assert shares == pytest.approx(each.sum() / len(z), rel=1e-14)


def test_equal_weights_change_no_mean():
    np.testing.assert_allclose(
        _slope(z, labels, weight=[7, 7, 7]), _slope(z, labels), rtol=1e-12, atol=1e-16
    )


def test_a_mean_of_weights_of_0_is_refused():
    with pytest.raises(ValueError, match="weights of these labels add up to 0"):
        ag.cross_entropy(z[:1], [1], weight=w)
    assert ag.cross_entropy(z[:1], [1], weight=w, reduction="sum").item() == 0.0


@pytest.mark.parametrize("options", [{}, {"weight": w}, {"label_smoothing": np.float64(0.1)}])
@pytest.mark.parametrize("t", [labels, onehot], ids=["labels", "shares"])
def test_float32_stays_float32(t, options):
    leaf = ag.Tensor(z.astype(np.float32), requires_grad=True)
    loss = ag.cross_entropy(leaf, t, **options)
    loss.backward()
    assert (loss.dtype, leaf.grad.dtype) == (np.float32, np.float32)
    assert ag.cross_entropy(leaf, t, reduction="none", **options).dtype == np.float32


def test_logits_of_integers_are_numbers():
    logits = np.array([[1, 2], [3, 0]])
    for options in ({}, {"weight": [1.0, 0.5], "label_smoothing": 0.1}):
        expected = ag.cross_entropy(logits * 1.0, [0, 1], **options).item()
        assert ag.cross_entropy(logits, [0, 1], **options).item() == expected
        assert ag.cross_entropy(logits.tolist(), [0, 1], **options).item() == expected


@pytest.mark.parametrize("options", [{}, {"weight": w, "label_smoothing": 0.1}])
def test_a_grid_of_places_is_as_many_examples(options):
    deep = np.random.default_rng(0).normal(size=(2, 3, 4, 5))
    at = np.random.default_rng(1).integers(3, size=(2, 4, 5))
    flat = np.moveaxis(deep, 1, -1).reshape(-1, 3)
    for t, rows in ((at, at.ravel()), (np.moveaxis(np.eye(3)[at], -1, 1), np.eye(3)[at.ravel()])):
        each = ag.cross_entropy(deep, t, reduction="none", **options)
        assert each.shape == (2, 4, 5)
        expected = ag.cross_entropy(flat, rows, reduction="none", **options)
        np.testing.assert_array_equal(each.data.ravel(), expected.data)
        mean = ag.cross_entropy(deep, t, **options).item()
        assert mean == pytest.approx(ag.cross_entropy(flat, rows, **options).item(), rel=1e-14)
        assert _slope(deep, t, **options).shape == deep.shape


@pytest.mark.parametrize("classes", [2, 63, 64, 500])
@pytest.mark.parametrize("order", ["C", "F"])
def test_few_and_many_classes_have_the_formula_of_the_book(classes, order):
    rng = np.random.default_rng(classes)
    logits = np.array(rng.normal(size=(7, classes)), order=order)
    t = rng.integers(classes, size=7)
    powers = np.exp(logits)
    p = powers / powers.sum(axis=1, keepdims=True)
    each = ag.cross_entropy(logits, t, reduction="none")
    np.testing.assert_allclose(each.data, -np.log(p[np.arange(7), t]), rtol=1e-13)
    slope = _slope(logits, t, reduction="sum")
    np.testing.assert_allclose(slope, p - np.eye(classes)[t], rtol=1e-12, atol=1e-16)


def test_one_class_is_always_right():
    assert ag.cross_entropy([[3.0], [-1e9]], [0, 0]).item() == 0.0


@pytest.mark.parametrize(
    ("t", "error", "message"),
    [
        ([0, 1, 2, 3], IndexError, r"label 3 is outside 0\.\.2"),
        ([0, -1, 1, 2], IndexError, r"label -1 is outside 0\.\.2"),
        (np.array([0, -100, 1, 2], np.int16), IndexError, r"label -100 is outside 0\.\.2"),
        (np.array([0, 255, 1, 2], np.uint8), IndexError, r"label 255 is outside 0\.\.2"),
        ([0.0, 1.0, 2.0, 0.0], TypeError, "integer labels; given float64"),
        ([True, False, True, True], TypeError, "integer labels; given bool"),
        ([0], ag.ShapeError, r"logits \(4, 3\) and labels \(1,\)"),
        ([[0], [1], [2], [0]], ag.ShapeError, r"labels \(4, 1\)"),
        (np.zeros((4, 2)), ag.ShapeError, r"labels \(4, 2\)"),
    ],
)
def test_labels_that_do_not_fit_are_refused(t, error, message):
    for options in ({}, {"label_smoothing": 0.1}):
        with pytest.raises(error, match=message):
            ag.cross_entropy(z, t, **options)


def test_logits_without_classes_are_refused():
    with pytest.raises(ag.ShapeError, match=r"logits \(3,\) and labels \(3,\)"):
        ag.cross_entropy(z[0], [0.0, 1.0, 0.0])
    with pytest.raises(ag.ShapeError, match=r"logits \(3,\) and labels \(\)"):
        ag.cross_entropy(z[0], 1)


@pytest.mark.parametrize("shape", [(2,), (4,), (1, 3), ()])
def test_weights_that_do_not_fit_are_refused(shape):
    with pytest.raises(ag.ShapeError, match="for 3 classes"):
        ag.cross_entropy(z, labels, weight=np.ones(shape))


def test_the_gradient_does_not_depend_on_what_logits_have_in_common():
    np.testing.assert_allclose(_slope(z + 1e3, labels), _slope(z, labels), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(_slope(z, labels).sum(axis=1), 0, atol=1e-16)


def test_ties_for_the_highest_logit_keep_the_second_derivative_right():
    leaf = ag.Tensor([[1.0, 1.0, 0.0]], requires_grad=True)
    (slope,) = ag.grad(ag.cross_entropy(leaf, [0]), leaf, create_graph=True)
    p = np.exp([1.0, 1.0, 0.0]) / np.exp([1.0, 1.0, 0.0]).sum()
    for k in range(3):
        (row,) = ag.grad(slope[0, k], leaf, retain_graph=True)
        np.testing.assert_allclose(row.data[0], p[k] * (np.eye(3)[k] - p), atol=1e-15)


@pytest.mark.parametrize(
    ("weight", "smoothing", "reduction"),
    list(product([None, w], [0.0, 0.3], ["mean", "sum", "none"])),
)
@pytest.mark.parametrize("kind", ["labels", "shares", "grid of labels", "grid of shares"])
def test_every_combination_is_pytorchs(kind, weight, smoothing, reduction):
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(3)
    logits = rng.normal(size=(4, 3, 2, 2) if "grid" in kind else (4, 3))
    if "labels" in kind:
        t = (np.arange(4 * 2 * 2).reshape(4, 2, 2) if "grid" in kind else labels) % 3
    else:
        t = rng.uniform(size=logits.shape)
    ours, theirs = ag.Tensor(logits, requires_grad=True), torch.tensor(logits, requires_grad=True)
    found = ag.cross_entropy(ours, t, weight=weight, label_smoothing=smoothing, reduction=reduction)
    expected = torch.nn.functional.cross_entropy(
        theirs,
        torch.tensor(t),
        weight=None if weight is None else torch.tensor(weight),
        label_smoothing=smoothing,
        reduction=reduction,
    )
    np.testing.assert_allclose(found.data, expected.detach().numpy(), rtol=1e-12)
    found.backward(np.ones(found.shape))
    expected.backward(torch.ones_like(expected))
    np.testing.assert_allclose(ours.grad, theirs.grad.numpy(), rtol=1e-11, atol=1e-14)
