"""Graphs whose modules are single values."""

import numpy as np

from autograd_cli import nn, ops
from autograd_cli.graph import collapsed, of_expression, of_step

RNG = np.random.default_rng(0)
BATCH = RNG.normal(size=(4, 3)), np.array([0, 1, 1, 0])


class _Tower(nn.Module):
    """Blocks of a linear layer and a tanh, twice the first of them."""

    def __init__(self, depth):
        self.blocks = [_Block() for _ in range(depth)]
        self.last = nn.Linear(3, 2, rng=RNG)

    def forward(self, x):
        for block in [*self.blocks, self.blocks[0]]:
            x = block(x) + 1.0
        return self.last(x)


class _Block(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(3, 3, rng=RNG)

    def forward(self, x):
        return ops.tanh(self.fc(x)) * x


def test_a_module_with_its_parameters_is_one_value():
    graph = of_step(nn.Sequential(nn.Linear(3, 2, rng=RNG)), ops.cross_entropy, *BATCH)
    small = collapsed(graph)
    assert [(v.kind, v.name, v.op) for v in small.values] == [
        ("input", "x", ""),
        ("input", "targets", ""),
        ("module", "0", "Linear"),
        ("op", "softmax_loss", "SoftmaxLoss"),
    ]
    layer = small.values[2]
    assert layer.params == {"0.weight": (2, 3), "0.bias": (2,)}
    assert (layer.inside, layer.formula) == (1, "y = x @ w^T + b")
    np.testing.assert_array_equal(layer.value, graph.values[4].value)
    np.testing.assert_array_equal(layer.gradient, graph.values[4].gradient)
    assert small.outputs == (3,)
    assert [(e.source, e.target) for e in small.edges] == [(0, 2), (2, 3), (1, 3)]


def test_a_network_of_200_values_stays_readable():
    graph = of_step(_Tower(30), ops.cross_entropy, *BATCH)
    small = collapsed(graph)
    assert len(graph.values) > 200
    assert [v.name for v in small.values if v.kind == "module"] == [
        *(f"blocks.{i}" for i in range(30)),
        "blocks.0",
        "last",
    ]
    assert all(edge.source < edge.target for edge in small.edges)
    assert [value.number for value in small.values] == list(range(len(small.values)))


def test_what_flows_into_a_module_by_two_ways_is_one_edge_with_the_sum():
    graph = of_step(_Tower(2), ops.cross_entropy, *BATCH)
    small = collapsed(graph)
    block = next(v for v in small.values if v.name == "blocks.1")
    (edge,) = (e for e in small.edges if e.target == block.number)
    assert (edge.rule, edge.local, block.inside) == ("", "", 3)
    np.testing.assert_array_equal(edge.cotangent, small.values[edge.source].gradient)


def test_parameters_that_several_calls_share_stay_values():
    small = collapsed(of_step(_Tower(1), ops.cross_entropy, *BATCH))
    assert [v.name for v in small.values if v.kind == "parameter"] == [
        "blocks.0.fc.weight",
        "blocks.0.fc.bias",
    ]


def test_a_graph_without_modules_stays_as_it_is():
    graph = of_expression(lambda v: ops.sin(v["x"]) * v["x"], {"x": 1.0})
    small = collapsed(graph)
    assert (small.values, small.edges, small.outputs) == (graph.values, graph.edges, graph.outputs)
