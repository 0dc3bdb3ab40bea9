"""Every optimizer against its rule in plain NumPy and against PyTorch's, and its state."""

import numpy as np
import pytest
import textbook

from autograd_cli import ShapeError
from autograd_cli.optim import SGD, Adam, AdamW, RMSprop
from autograd_cli.optim.blocks import BLOCK

CASES = [
    (SGD, {"lr": 0.1}),
    (SGD, {"lr": 0.1, "weight_decay": 0.2}),
    (SGD, {"lr": 0.1, "momentum": 0.9}),
    (SGD, {"lr": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 0.1}),
    (RMSprop, {"lr": 0.01}),
    (RMSprop, {"lr": 0.01, "alpha": 0.9, "epsilon": 1e-3, "momentum": 0.8, "weight_decay": 0.1}),
    (Adam, {"lr": 0.01}),
    (Adam, {"lr": 0.01, "beta1": 0.7, "beta2": 0.9, "epsilon": 1e-3, "weight_decay": 0.1}),
    (AdamW, {"lr": 0.01}),
    (AdamW, {"lr": 0.01, "beta1": 0.0, "beta2": 0.5, "weight_decay": 0.3}),
    (AdamW, {"lr": 0.01, "weight_decay": 0.0}),
]
BY_HAND = {SGD: textbook.sgd, RMSprop: textbook.rmsprop, Adam: textbook.adam, AdamW: textbook.adamw}
SHAPES = {"w": (3, 4), "bias": (4,), "scale": (), "row": (1, 2)}


def _name(value):
    return value.__name__ if isinstance(value, type) else ",".join(value)


cases = pytest.mark.parametrize(("kind", "settings"), CASES, ids=_name)


def _drawn(shapes, steps, seed=0):
    rng = np.random.default_rng(seed)
    weights = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return weights, [[rng.normal(size=s) for s in shapes.values()] for _ in range(steps)]


def _stepped(optimizer, gradients):
    for g in gradients:
        optimizer.step(g)
    return optimizer


@cases
def test_a_hundred_steps_follow_the_rule(kind, settings):
    weights, gradients = _drawn(SHAPES, 100)
    expected = [
        BY_HAND[kind](w, of_w, **settings)
        for w, of_w in zip(weights.values(), zip(*gradients, strict=True), strict=True)
    ]
    _stepped(kind(weights, **settings), gradients)
    for w, e in zip(weights.values(), expected, strict=True):
        np.testing.assert_allclose(w, e, rtol=1e-12, atol=1e-13)


@cases
def test_a_hundred_steps_are_pytorchs(kind, settings):
    torch = pytest.importorskip("torch")
    weights, gradients = _drawn(SHAPES, 100)
    theirs = [torch.nn.Parameter(torch.tensor(w)) for w in weights.values()]
    spelt = {key: value for key, value in settings.items() if not key.startswith("beta")}
    if "epsilon" in spelt:
        spelt["eps"] = spelt.pop("epsilon")
    if "beta1" in settings:
        spelt["betas"] = settings["beta1"], settings["beta2"]
    optimizer = getattr(torch.optim, kind.__name__)(theirs, **spelt)
    for of_step in gradients:
        for p, g in zip(theirs, of_step, strict=True):
            p.grad = torch.tensor(g)
        optimizer.step()
    _stepped(kind(weights, **settings), gradients)
    for w, p in zip(weights.values(), theirs, strict=True):
        np.testing.assert_allclose(w, p.detach().numpy(), rtol=1e-12, atol=1e-13)


@cases
@pytest.mark.parametrize("order", ["C", "F"])
def test_weights_of_any_size_and_layout_move_alike(kind, settings, order):
    shapes = {"a": (3,), "large": (2 * BLOCK // 100 + 1, 100), "b": (2,), "c": (2, 2)}
    weights, gradients = _drawn(shapes, 3)
    weights["large"] = np.array(weights["large"], order=order)
    gradients = [[np.asfortranarray(g) for g in of_step] for of_step in gradients]
    expected = [
        BY_HAND[kind](w, of_w, **settings)
        for w, of_w in zip(weights.values(), zip(*gradients, strict=True), strict=True)
    ]
    optimizer = _stepped(kind(weights, **settings), gradients)
    for w, e in zip(weights.values(), expected, strict=True):
        np.testing.assert_allclose(w, e, rtol=1e-12, atol=1e-13)
    shapes = {"steps": (), **shapes}
    assert all(
        a.shape == shapes[name.partition(".")[2] or name] for name, a in optimizer.state.items()
    )


@cases
def test_gradients_are_only_read_and_may_be_shared(kind, settings):
    weights = {"a": np.ones(3), "b": np.ones(3)}
    g = np.broadcast_to(0.5, 3)
    _stepped(kind(weights, **settings), [[g, g]] * 3)
    np.testing.assert_array_equal(weights["a"], weights["b"])
    assert weights["a"][0] == pytest.approx(BY_HAND[kind](np.ones(1), [g[:1]] * 3, **settings)[0])


@cases
def test_a_training_goes_on_from_its_state_bit_for_bit(kind, settings):
    straight, gradients = _drawn({**SHAPES, "large": (BLOCK + 1,)}, 9)
    broken = {name: w.copy() for name, w in straight.items()}
    _stepped(kind(straight, **settings), gradients)
    saved = _stepped(kind(broken, **settings), gradients[:4]).state
    saved = {name: array.copy() for name, array in saved.items()}
    second = kind(broken, **settings)
    second.load_state(saved)
    _stepped(second, gradients[4:])
    for name, w in straight.items():
        assert np.array_equal(w, broken[name])
    if saved:
        name, array = next(iter(saved.items()))
        assert not np.array_equal(array, second.state[name]), "it was copied"


@cases
def test_the_state_is_changed_in_place(kind, settings):
    weights, gradients = _drawn(SHAPES, 1)
    optimizer = kind(weights, **settings)
    held = dict(optimizer.state)
    optimizer.step(gradients[0])
    assert all(optimizer.state[name] is array for name, array in held.items())
    assert all(np.any(array) for array in held.values())


@pytest.mark.parametrize(
    ("optimizer", "kinds"),
    [
        (SGD({"w": np.ones(2)}, lr=1.0), []),
        (SGD({"w": np.ones(2)}, lr=1.0, momentum=0.5), ["momentum.w"]),
        (RMSprop({"w": np.ones(2)}, lr=1.0), ["square.w"]),
        (RMSprop({"w": np.ones(2)}, lr=1.0, momentum=0.5), ["square.w", "momentum.w"]),
        (Adam({"w": np.ones(2)}, lr=1.0), ["mean.w", "square.w", "steps"]),
        (AdamW({"w": np.ones(2)}, lr=1.0), ["mean.w", "square.w", "steps"]),
    ],
)
def test_the_state_has_these_names(optimizer, kinds):
    assert list(optimizer.state) == kinds
    assert optimizer.names == ("w",)
    if "steps" in kinds:
        assert (optimizer.state["steps"].shape, optimizer.state["steps"].dtype) == ((), np.int64)


@cases
def test_a_new_rate_holds_from_the_next_step(kind, settings):
    weights, gradients = _drawn({"w": (3,)}, 2)
    optimizer = kind(weights, **settings)
    optimizer.step(gradients[0])
    before, optimizer.lr = weights["w"].copy(), 0.0
    optimizer.step(gradients[1])
    assert optimizer.lr == 0.0
    assert np.array_equal(weights["w"], before)


@cases
def test_weights_keep_their_dtype(kind, settings):
    weights = {"w": np.ones(3, np.float32)}
    optimizer = kind(weights, **settings)
    _stepped(optimizer, [[np.array([1, 2, 3], np.float32)]] * 3)
    expected = BY_HAND[kind](np.ones(3), [np.array([1.0, 2.0, 3.0])] * 3, **settings)
    assert {a.dtype for n, a in optimizer.state.items() if n != "steps"} <= {np.dtype(np.float32)}
    np.testing.assert_allclose(weights["w"], expected, rtol=1e-5)
    numbers = [value for value in vars(optimizer).values() if isinstance(value, np.ndarray)]
    assert {n.dtype for n in numbers} - {np.dtype(np.int64)} == {np.dtype(np.float32)}, (
        "next to one of float64 NumPy computes in that"
    )


@cases
def test_the_rate_is_told_as_it_was_given(kind, settings):
    optimizer = kind({"w": np.ones(3, np.float32)}, **settings)
    assert optimizer.lr == settings["lr"]
    optimizer.lr = 0.3
    assert optimizer.lr == 0.3


@cases
@pytest.mark.filterwarnings("error")
def test_a_rate_that_is_too_large_for_the_weights_is_the_largest_that_is_not(kind, settings):
    optimizer = kind({"w": np.ones(3, np.float32)}, **{**settings, "lr": 1e300})
    optimizer.lr = 1e200
    assert optimizer.lr == 1e200


@cases
def test_weights_of_several_dtypes_each_keep_their_own(kind, settings):
    weights = {"a": np.ones(3, np.float32), "b": np.ones(3)}
    optimizer = _stepped(kind(weights, **settings), [[np.ones(3, np.float32), np.ones(3)]] * 3)
    assert [w.dtype for w in weights.values()] == [np.float32, np.float64]
    np.testing.assert_allclose(weights["a"], weights["b"], rtol=1e-6)
    for name, array in optimizer.state.items():
        assert name == "steps" or array.dtype == weights[name.partition(".")[2]].dtype


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda s: s.pop("mean.b"), "mean.b is missing"),
        (lambda s: s.update({"momentum.a": np.ones(2)}), "momentum.a is unknown"),
        (
            lambda s: s.update({"square.a": np.ones(3), "steps": np.ones(1)}),
            "square.a is of shape (2,), given (3,); steps is of shape (), given (1,)",
        ),
    ],
)
def test_state_that_does_not_fit_changes_nothing(change, wrong):
    optimizer = Adam({"a": np.ones(2), "b": np.ones(3)}, lr=0.1)
    state = {name: array + 5 for name, array in optimizer.state.items()}
    change(state)
    with pytest.raises(ShapeError) as caught:
        optimizer.load_state(state)
    assert str(caught.value) == (
        f"this state does not fit Adam: {wrong}\n"
        "Build model and optimizer with the settings that it was saved with."
    )
    assert not any(np.any(array) for array in optimizer.state.values())


@cases
def test_a_missing_gradient_is_an_error(kind, settings):
    optimizer = kind({"a": np.ones(2), "b": np.ones(2)}, **settings)
    with pytest.raises(ShapeError, match="1 gradients for 2 weights"):
        optimizer.step([np.ones(2)])
