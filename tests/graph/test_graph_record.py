"""Computations as they are recorded: values, edges, gradients and modules."""

import numpy as np
import pytest

from autograd_cli import nn, ops
from autograd_cli.engine import Tensor, no_grad
from autograd_cli.expressions import parse
from autograd_cli.graph import of_expression, of_step

S0 = "sum(sigmoid(relu(B @ relu(A @ x))))"
AT = {"A": [[4, -2], [-1, 2], [5, 2]], "B": [[3, 2, 1], [1, -1, 1], [-1, 0, 2]], "x": [2, -3]}


def _graph(text, **values):
    expression = parse(text)
    return of_expression(expression.on, values, title=text)


def _named(graph, name):
    return next(value for value in graph.values if value.name == name)


def test_the_network_of_the_first_document_has_its_value_and_its_gradients():
    graph = _graph(S0, **AT)
    assert graph.values[graph.outputs[0]].value.item() == 2.4999999847700205
    np.testing.assert_allclose(
        _named(graph, "A").gradient,
        [[3.04599586e-08, -4.56899378e-08], [0, 0], [3.04599586e-08, -4.56899378e-08]],
        rtol=1e-8,
    )
    np.testing.assert_allclose(
        _named(graph, "B").gradient,
        [[1.47428643e-19, 0, 4.21224694e-20], [2.13219710e-07, 0, 6.09199171e-08], [0, 0, 0]],
        rtol=1e-8,
    )


def test_a_shared_value_is_one_node_and_its_gradient_the_sum():
    graph = _graph("x**3 + x**2 - 6*x + 1", x=2.0)
    x = _named(graph, "x")
    uses = [edge for edge in graph.edges if edge.source == x.number]
    assert [edge.cotangent.item() for edge in uses] == [12, 4, -6]
    assert x.gradient.item() == 10
    assert graph.values[graph.outputs[0]].value.item() == 1


def test_values_come_after_what_they_are_computed_from():
    graph = _graph("sin(x) * y + x / (y + 2)", x=1.0, y=0.5)
    assert [value.number for value in graph.values] == list(range(len(graph.values)))
    assert all(edge.source < edge.target for edge in graph.edges)
    targets = [edge.target for edge in graph.edges]
    assert targets == sorted(targets)


def test_every_use_of_a_constant_is_a_value_of_its_own_without_a_gradient():
    graph = _graph("2*x + 2", x=3.0)
    twos = [value for value in graph.values if value.name == "2"]
    assert [value.kind for value in twos] == ["constant", "constant"]
    assert all(value.gradient is None for value in twos)
    dead = [edge for edge in graph.edges if edge.source in {value.number for value in twos}]
    assert [(edge.rule, edge.local, edge.cotangent) for edge in dead] == [("", "", None)] * 2


def test_an_op_has_its_class_sign_formula_and_edges_have_its_rules():
    graph = _graph("a * b", a=2.0, b=5.0)
    y = graph.values[-1]
    assert (y.kind, y.name, y.op, y.sign, y.formula) == ("op", "multiply", "Mul", "*", "y = a b")
    assert [(e.name, e.rule, e.local) for e in graph.edges] == [
        ("a", "da = g b", "∂y/∂a = b"),
        ("b", "db = g a", "∂y/∂b = a"),
    ]


def test_a_cotangent_has_the_shape_of_its_source_and_tells_what_was_summed():
    graph = _graph("sum(W * b)", W=np.ones((2, 3)), b=[[1.0], [2.0]])
    edge = next(e for e in graph.edges if graph.values[e.source].name == "b")
    np.testing.assert_array_equal(edge.cotangent, [[3.0], [3.0]])
    assert edge.summed_from == (2, 3)
    (w,) = (e for e in graph.edges if graph.values[e.source].name == "W")
    assert w.summed_from is None


def test_a_result_that_is_no_number_is_differentiated_along_ones():
    graph = _graph("x * x", x=[1.0, 2.0])
    np.testing.assert_array_equal(graph.values[-1].gradient, [1, 1])
    np.testing.assert_array_equal(_named(graph, "x").gradient, [2, 4])


@pytest.mark.parametrize("text", ["2 * 3", "x"])
def test_what_has_no_op_is_a_graph_too(text):
    graph = _graph(text, x=4.0)
    assert graph.edges == ()
    gradient = graph.values[graph.outputs[0]].gradient
    assert (gradient is None) == (text == "2 * 3")


def test_a_variable_without_influence_has_no_gradient():
    graph = of_expression(lambda values: values["x"] * 2.0, {"x": 1.0, "y": 5.0})
    assert _named(graph, "y").gradient is None


def test_what_is_computed_without_a_graph_is_shown_and_gets_no_gradient():
    def function(values):
        with no_grad():
            scale = values["x"] * 3.0
        return values["x"] * scale

    graph = of_expression(function, {"x": 2.0})
    assert [value.name for value in graph.values] == ["x", "3", "multiply", "multiply"]
    assert [(e.source, e.cotangent is None) for e in graph.edges if e.target == 3] == [
        (0, False),
        (2, True),
    ]
    assert _named(graph, "x").gradient.item() == 6


def test_a_detached_tensor_stays_connected_but_gets_no_gradient():
    graph = of_expression(lambda values: values["x"] * values["x"].detach(), {"x": 2.0})
    assert [(edge.source, edge.cotangent is None) for edge in graph.edges] == [
        (0, False),
        (0, True),
    ]


def test_an_op_of_many_inputs_numbers_them():
    graph = of_expression(lambda v: ops.sum(ops.stack([v["x"], v["y"]])), {"x": 1.0, "y": 2.0})
    assert [edge.name for edge in graph.edges][:2] == ["xs[0]", "xs[1]"]
    assert graph.edges[0].rule == "dxs = each its part of g"


def test_an_assignment_is_an_op():
    def function(values):
        x = values["x"] * 1.0
        x[0] = 5.0
        return ops.sum(x * x)

    graph = of_expression(function, {"x": [1.0, 2.0]})
    assert [v.name for v in graph.values if v.kind == "op"] == [
        "multiply", "set_item", "multiply", "sum",
    ]  # fmt: skip
    np.testing.assert_array_equal(_named(graph, "x").gradient, [0, 4])


def test_what_is_recorded_does_not_change_later():
    x = np.array([1.0, 2.0])
    graph = of_expression(lambda values: ops.sum(values["x"]), {"x": x})
    x[0] = 9
    np.testing.assert_array_equal(_named(graph, "x").value, [1, 2])
    assert not _named(graph, "x").value.flags.writeable


class _Net(nn.Module):
    def __init__(self, dtype=np.float64):
        rng = np.random.default_rng(0)
        self.layers = [nn.Linear(3, 4, rng=rng), nn.Linear(4, 2, rng=rng)]
        self.drop = nn.Dropout(0.5)
        self.astype(dtype)
        self.use_rng(np.random.default_rng(1))

    def forward(self, x):
        return self.layers[1](self.drop(ops.relu(self.layers[0](x))))


BATCH = np.random.default_rng(2).normal(size=(5, 3)), np.array([0, 1, 1, 0, 1])


def test_a_step_names_its_inputs_parameters_and_modules():
    model = _Net()
    graph = of_step(model, ops.cross_entropy, *BATCH)
    assert [(v.kind, v.name) for v in graph.values[:6]] == [
        ("input", "x"),
        ("input", "targets"),
        *(("parameter", name) for name in model.parameters()),
    ]
    assert [(v.name, v.module) for v in graph.values if v.kind == "op"] == [
        ("linear", ("layers.0",)),
        ("relu", ()),
        ("multiply", ("drop",)),
        ("linear", ("layers.1",)),
        ("softmax_loss", ("loss",)),
    ]
    assert graph.modules == {"layers.0": "Linear", "layers.1": "Linear", "drop": "Dropout"}


def test_nested_modules_are_named_from_the_outermost():
    rng = np.random.default_rng(0)
    model = nn.Sequential({"block": nn.Sequential({"fc": nn.Linear(3, 2, rng=rng)})})
    graph = of_step(model, ops.cross_entropy, *BATCH)
    assert graph.values[-2].module == ("block", "block.fc")


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_gradients_of_a_step_are_those_of_backward(dtype):
    model = _Net(dtype)
    x, y = BATCH[0].astype(dtype), BATCH[1]
    graph = of_step(model, ops.cross_entropy, x, y)
    model.use_rng(np.random.default_rng(1))
    ops.cross_entropy(model(x), y).backward()
    for name, parameter in model.parameters().items():
        value = _named(graph, name)
        assert value.gradient.dtype == dtype
        np.testing.assert_array_equal(value.gradient, parameter.grad)


def test_a_step_changes_neither_weights_nor_gradients_nor_modules():
    model = _Net()
    before = {name: array.copy() for name, array in model.state_dict().items()}
    next(iter(model.parameters().values())).grad = np.full((4, 3), 7.0)
    of_step(model, ops.cross_entropy, *BATCH)
    for name, parameter in model.parameters().items():
        np.testing.assert_array_equal(parameter.data, before[name])
    assert [p.grad is None for p in model.parameters().values()] == [False, True, True, True]
    assert not any("forward" in vars(module) for module in model.modules())


def test_modules_are_themselves_again_when_a_step_fails():
    model = _Net()
    model.layers[0].forward = own = model.layers[0].forward
    with pytest.raises(ValueError, match="Linear of shapes"):
        of_step(model, ops.cross_entropy, np.ones((5, 9)), BATCH[1])
    assert vars(model.layers[0])["forward"] is own
    assert "forward" not in vars(model.layers[1])


def test_the_loss_may_compute_several_things():
    model = _Net()

    def loss(outputs, targets):
        return ops.cross_entropy(outputs, targets) + ops.sum(Tensor([1.0, 2.0]))

    graph = of_step(model, loss, *BATCH)
    assert {v.module for v in graph.values[-4:]} == {("loss",)}
