"""Which nodes stand in a frame together."""

import numpy as np

from autograd_cli.graph import Edge, Graph, Value
from autograd_cli.plots.graphs.frames import framed


def _graph(values, *ends):
    """Values by kind and module, and edges between them."""
    made = [
        Value(number, kind, "x", np.array(0.0), module=module)
        for number, (kind, *module) in enumerate(values)
        for module in [tuple(module)]
    ]
    return Graph("", tuple(made), tuple(Edge(a, b, 0, "x") for a, b in ends), ())


def test_a_modules_ops_stand_together_with_the_parameters_that_only_they_use():
    graph = _graph(
        [("input",), ("parameter",), ("op", "fc"), ("constant",), ("op", "fc"), ("op",)],
        (0, 2),
        (1, 2),
        (2, 4),
        (3, 4),
        (4, 5),
    )
    found = framed(graph)
    assert found.modules == ("fc",)
    assert found.paths == ((), (0,), (0,), (0,), (0,), ())


def test_an_op_alone_needs_no_frame():
    assert framed(_graph([("input",), ("op", "relu")], (0, 1))).modules == ()


def test_each_call_of_a_module_has_its_own_frame():
    graph = _graph(
        [("op", "fc"), ("op", "fc"), ("op",), ("op", "fc"), ("op", "fc"), ("parameter",)],
        (0, 1),
        (1, 2),
        (2, 3),
        (3, 4),
        (5, 0),
        (5, 3),
    )
    found = framed(graph)
    assert found.modules == ("fc", "fc")
    assert found.paths == ((0,), (0,), (), (1,), (1,), ())


def test_frames_are_nested_as_modules_are():
    graph = _graph(
        [("op", "block", "block.a"), ("op", "block", "block.a"), ("op", "block")], (0, 1), (1, 2)
    )
    found = framed(graph)
    assert found.modules == ("block", "block.a")
    assert found.paths == ((0, 1), (0, 1), (0,))


def test_a_frame_around_nothing_but_another_is_left_out():
    graph = _graph([("op", "net", "net.a"), ("op", "net", "net.a")], (0, 1))
    assert framed(graph).modules == ("net.a",)
    assert framed(graph).paths == ((0,), (0,))


def test_what_two_modules_use_is_in_the_frame_of_both():
    graph = _graph(
        [("parameter",), ("op", "net", "a"), ("op", "net", "b"), ("op", "net")],
        (0, 1),
        (0, 2),
        (1, 3),
        (2, 3),
    )
    assert framed(graph).modules == ("net",)
    assert framed(graph).paths == ((0,),) * 4
