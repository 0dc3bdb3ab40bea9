"""What holds for every loss: reductions, shapes, dtypes, empty batches."""

import numpy as np
import pytest

import autograd_cli as ag

_NUMBERS = np.array([0.2, 0.7, 0.4])
_LABELS = np.array([0, 1, 1])
_DISTRIBUTIONS = np.array([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]])

# name: predictions, targets
CASES = {
    "mean_squared_error": (_NUMBERS, _LABELS),
    "mean_absolute_error": (_NUMBERS, _LABELS),
    "huber_loss": (_NUMBERS, _LABELS),
    "binary_cross_entropy": (_NUMBERS, _LABELS),
    "binary_cross_entropy_with_logits": (_NUMBERS, _LABELS),
    "hinge_loss": (_NUMBERS, _LABELS),
    "cross_entropy": (np.array([[0.1, -2.0, 0.5], [3.0, 0.0, 1.0]]), np.array([2, 1])),
    "kl_divergence": (np.log(_DISTRIBUTIONS[::-1]), _DISTRIBUTIONS),
}
every_loss = pytest.mark.parametrize("name", CASES)
elementwise = [name for name, (x, t) in CASES.items() if x.ndim == 1]


@every_loss
def test_the_mean_and_the_sum_are_those_of_the_losses_of_the_examples(name):
    loss, (x, t) = getattr(ag, name), CASES[name]
    each = loss(x, t, reduction="none")
    assert each.shape == (len(x),)
    assert loss(x, t, reduction="sum").item() == pytest.approx(each.data.sum(), rel=1e-15)
    assert loss(x, t, reduction="mean").item() == pytest.approx(each.data.mean(), rel=1e-15)
    assert loss(x, t).item() == loss(x, t, reduction="mean").item()


@every_loss
def test_the_gradients_of_mean_and_sum_are_those_of_the_losses_of_the_examples(name):
    loss, (x, t) = getattr(ag, name), CASES[name]
    gradients = {}
    for reduction, cotangent in (("none", np.ones(len(x))), ("sum", 1.0), ("mean", 1.0)):
        leaf = ag.Tensor(x, requires_grad=True)
        loss(leaf, t, reduction=reduction).backward(cotangent)
        gradients[reduction] = leaf.grad
    np.testing.assert_allclose(gradients["sum"], gradients["none"], rtol=1e-15)
    np.testing.assert_allclose(gradients["mean"], gradients["none"] / len(x), rtol=1e-15)


@every_loss
def test_a_step_of_one_example_has_the_shapes_of_any_other(name):
    loss, (x, t) = getattr(ag, name), CASES[name]
    for reduction, shape in (("mean", ()), ("sum", ()), ("none", (1,))):
        leaf = ag.Tensor(x[:1], requires_grad=True)
        y = loss(leaf, t[:1], reduction=reduction)
        assert y.shape == shape
        assert y.item() == loss(x, t, reduction="none").data[0]
        y.backward()
        assert leaf.grad.shape == leaf.shape


@every_loss
def test_the_loss_is_one_node_of_the_graph(name):
    x, t = CASES[name]
    leaf = ag.Tensor(x, requires_grad=True)
    y = getattr(ag, name)(leaf, t)
    assert y.grad_fn.parents[0] is leaf._node


@pytest.mark.parametrize(
    ("name", "x", "t"),
    [
        ("mean_squared_error", [0.5], [0.5]),
        ("mean_absolute_error", [0.5], [0.5]),
        ("huber_loss", [0.5], [0.5]),
        ("binary_cross_entropy", [1.0], [1]),
        ("binary_cross_entropy", [0.0], [0]),
        ("binary_cross_entropy_with_logits", [1e3], [1]),
        ("hinge_loss", [2.0], [1]),
        ("cross_entropy", [[1e3, 0.0]], [0]),
        ("cross_entropy", [[1e3, 0.0]], [[1.0, 0.0]]),
        ("kl_divergence", [[0.0, -np.inf]], [[1.0, 0.0]]),
    ],
)
def test_a_loss_of_0_is_not_minus_0(name, x, t):
    for reduction in ("mean", "none"):
        y = getattr(ag, name)(x, t, reduction=reduction)
        assert y.item() == 0.0
        assert not np.signbit(y.data).any()


@every_loss
@pytest.mark.parametrize("reduction", ["median", "Mean", None, True, ["mean"]])
def test_another_reduction_is_refused_with_the_three_there_are(name, reduction):
    x, t = CASES[name]
    with pytest.raises(ValueError, match='"mean", "sum", "none"; given') as caught:
        getattr(ag, name)(x, t, reduction=reduction)
    assert not isinstance(caught.value, ag.ShapeError)


@every_loss
def test_no_examples_have_no_mean_but_a_sum(name):
    loss, (x, t) = getattr(ag, name), CASES[name]
    x = ag.Tensor(x[:0], requires_grad=True)
    with pytest.raises(ag.ShapeError, match="no examples to take the mean of"):
        loss(x, t[:0])
    assert loss(x, t[:0], reduction="none").shape == (0,)
    total = loss(x, t[:0], reduction="sum")
    assert (total.shape, total.item()) == ((), 0.0)
    total.backward()
    assert x.grad.shape == x.shape


@pytest.mark.parametrize("name", elementwise)
@pytest.mark.parametrize(
    ("x_shape", "t_shape"), [((3,), (3, 1)), ((3, 1), (3,)), ((3,), ()), ((1,), (3,)), ((3,), (2,))]
)
def test_shapes_that_differ_are_refused_with_both(name, x_shape, t_shape):
    x, t = np.full(x_shape, 0.5), np.ones(t_shape)
    with pytest.raises(ag.ShapeError) as caught:
        getattr(ag, name)(ag.Tensor(x, requires_grad=True), t)
    assert str(caught.value).startswith(f"{name} of shapes {x_shape} and {t_shape}")


def test_the_divergence_of_distributions_of_different_shapes_is_refused():
    with pytest.raises(ag.ShapeError, match=r"kl_divergence of shapes \(2, 3\) and \(3,\)"):
        ag.kl_divergence(np.log(_DISTRIBUTIONS), _DISTRIBUTIONS[0])


@pytest.mark.parametrize("name", [*elementwise, "kl_divergence"])
@pytest.mark.parametrize("wide", [np.float64, np.int64, np.uint8, bool])
@pytest.mark.parametrize("as_tensor", [False, True])
def test_targets_of_any_dtype_leave_float32_alone(name, wide, as_tensor):
    loss, (x, t) = getattr(ag, name), CASES[name]
    t = np.eye(3)[:2] if name == "kl_divergence" else t
    expected = ag.Tensor(x.astype(np.float32), requires_grad=True)
    narrow = ag.Tensor(expected.data, requires_grad=True)
    loss(expected, t.astype(np.float32)).backward()
    t = ag.Tensor(t, dtype=wide) if as_tensor else t.astype(wide)
    y = loss(narrow, t)
    y.backward()
    assert (y.dtype, narrow.grad.dtype) == (np.float32, np.float32)
    np.testing.assert_array_equal(narrow.grad, expected.grad)
    for reduction in ("sum", "none"):
        assert loss(narrow, t, reduction=reduction).dtype == np.float32


@pytest.mark.parametrize("name", elementwise)
def test_integer_predictions_are_numbers_not_the_targets_dtype(name):
    loss = getattr(ag, name)
    x, t = np.array([0, 1, 1]), np.array([0.0, 0.0, 1.0])
    expected = loss(x.astype(float), t).item()
    assert loss(x, t).item() == expected
    assert loss(ag.Tensor(x, dtype=int), t).item() == expected
    assert loss(x.tolist(), t.tolist()).item() == expected


@pytest.mark.parametrize(
    "name",
    ["binary_cross_entropy", "binary_cross_entropy_with_logits", "hinge_loss", "cross_entropy"],
)
def test_labels_have_no_gradient_and_say_so(name):
    x, t = CASES[name]
    t = np.eye(3)[t] if name == "cross_entropy" else t
    labels = ag.Tensor(t.astype(float), requires_grad=True)
    with pytest.raises(ag.RuleError, match=r"no derivative with respect to t\nPass t\.detach"):
        getattr(ag, name)(x, labels)
    assert getattr(ag, name)(x, labels.detach()).item() == getattr(ag, name)(x, t).item()


@pytest.mark.parametrize("name", elementwise)
def test_a_view_is_as_good_as_an_array(name):
    loss, (x, t) = getattr(ag, name), CASES[name]
    wide = np.repeat(x, 2)
    assert loss(wide[::2], np.repeat(t, 2)[::2]).item() == loss(x, t).item()
    assert loss(x[::-1], t[::-1], reduction="none").data[0] == loss(x[-1:], t[-1:]).item()


@pytest.mark.parametrize("name", elementwise)
def test_losses_have_the_shape_of_the_predictions(name):
    loss, (x, t) = getattr(ag, name), CASES[name]
    for shape in ((3,), (3, 1), (1, 3, 1)):
        leaf = ag.Tensor(x.reshape(shape), requires_grad=True)
        y = loss(leaf, t.reshape(shape), reduction="none")
        assert y.shape == shape
        y.backward(np.ones(shape))
        assert leaf.grad.shape == shape
    single = loss(ag.Tensor(x[0]), t[0], reduction="none")
    assert (single.shape, single.item()) == ((), loss(x[:1], t[:1]).item())
