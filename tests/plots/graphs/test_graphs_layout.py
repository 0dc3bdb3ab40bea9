"""Where nodes, links, labels and frames go."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograd_cli.plots.graphs.layout import Frame, Link, Node, place
from autograd_cli.plots.graphs.layout.crossings import crossings
from autograd_cli.plots.graphs.layout.layers import layers
from autograd_cli.plots.graphs.layout.ordering import order
from autograd_cli.plots.graphs.layout.rows import rows

_ROUNDING = 1e-6
_SIZES = st.tuples(st.integers(20, 90), st.integers(20, 60))


def _node(*path):
    return Node(60, 40, path)


def _links(*ends):
    """Links between those nodes, into each target in that order."""
    found, entered = [], {}
    total = {target: sum(t == target for _, t in ends) for _, target in ends}
    for source, target in ends:
        entered[target] = entered.get(target, 0) + 1
        found.append(Link(source, target, 2 * entered[target] / (total[target] + 1) - 1))
    return found


def _crossings(nodes, links):
    made = rows(nodes, links, layers(nodes, links, 0))
    order(made)
    return crossings(made)


@st.composite
def _graphs(draw, framed=True, most=11):
    """Nodes, links down from each to later ones, and frames: two beside each other, one nested."""
    count = draw(st.integers(1, most))
    paths = st.sampled_from([(), (0,), (1,), (1, 2)]) if framed else st.just(())
    nodes = [Node(*draw(_SIZES), draw(paths)) for _ in range(count)]
    used = sorted({frame for node in nodes for frame in node.path})
    nodes = [Node(n.width, n.height, tuple(used.index(f) for f in n.path)) for n in nodes]
    links = []
    for target in range(1, count):
        sources = draw(st.lists(st.integers(0, target - 1), max_size=3))
        for number, source in enumerate(sources, start=1):
            label = draw(st.none() | _SIZES)
            spot = 2 * number / (len(sources) + 1) - 1
            links.append(Link(source, target, spot, draw(st.sampled_from([1, 3])), label))
    return nodes, links, [Frame(draw(st.integers(0, 150))) for _ in used]


def _apart(one, other):
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return min(across, down) <= _ROUNDING


def _holds(outer, inner):
    return (
        outer.left <= inner.left + _ROUNDING
        and inner.right <= outer.right + _ROUNDING
        and outer.top <= inner.top + _ROUNDING
        and inner.bottom <= outer.bottom + _ROUNDING
    )


@given(_graphs())
@settings(max_examples=20, deadline=None)
def test_nothing_covers_anything_else_and_frames_hold_what_is_theirs(graph):
    nodes, links, frames = graph
    places = place(nodes, links, frames)
    labels = [route.label for route in places.routes if route.label]
    assert all(_apart(*pair) for pair in combinations([*places.nodes, *labels], 2))
    for number, frame in enumerate(places.frames):
        for node, box in zip(nodes, places.nodes, strict=True):
            assert _holds(frame, box) if number in node.path else _apart(frame, box)
        assert _holds(frame, places.heads[number])
        assert all(_apart(places.heads[number], box) for box in places.nodes)
    for one, other in combinations(range(len(frames)), 2):
        nested = any({one, other} <= {*node.path} for node in nodes)
        if not nested:
            assert _apart(places.frames[one], places.frames[other])
    for box in [*places.nodes, *labels, *places.frames]:
        assert box.left >= -_ROUNDING
        assert box.top >= -_ROUNDING
        assert box.right <= places.width + _ROUNDING
        assert box.bottom <= places.height + _ROUNDING


@given(_graphs())
@settings(max_examples=20, deadline=None)
def test_links_go_down_around_boxes_and_into_their_targets_in_order(graph):
    nodes, links, frames = graph
    places = place(nodes, links, frames)
    entries = {}
    for link, route in zip(links, places.routes, strict=True):
        source, target = places.nodes[link.source], places.nodes[link.target]
        assert source.bottom < target.top
        (x, y), (u, v) = route.ways[0][0], route.ways[-1][-1]
        assert y == source.bottom
        assert v == target.top
        assert source.left < x < source.right
        assert target.left < u < target.right
        points = [point for way in route.ways for point in way]
        assert all(above[1] <= below[1] + _ROUNDING for above, below in pairwise(points))
        assert len(route.ways) == (2 if route.label else 1)
        if route.label:
            assert route.ways[0][-1] == (route.label.centre[0], route.label.top)
            assert route.ways[1][0] == (route.label.centre[0], route.label.bottom)
        entries.setdefault(link.target, []).append((link.place, u))
        for start, end in pairwise(points):
            # A curve stays between its ends, and is over no box at any height it passes.
            for box in places.nodes:
                beside = max(start[0], end[0]) <= box.left or min(start[0], end[0]) >= box.right
                outside = end[1] <= box.top + _ROUNDING or start[1] >= box.bottom - _ROUNDING
                assert beside or outside
    for found in entries.values():
        assert sorted(found) == sorted(found, key=lambda entry: (entry[0], -entry[1]))
        assert all(one[1] < other[1] for one, other in pairwise(sorted(found)))


@given(_graphs())
@settings(max_examples=3, deadline=None)
def test_the_same_graph_is_laid_out_the_same(graph):
    assert place(*graph) == place(*graph)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
@settings(max_examples=15, deadline=None)
def test_a_tree_has_no_crossings(numbers):
    # Node i is an input of one that is made before it, but they are numbered from the last.
    last = len(numbers)
    ends = [(last - i, last - n % i) for i, n in enumerate(numbers, start=1)]
    assert _crossings([_node() for _ in range(last + 1)], _links(*ends)) == 0


@pytest.mark.parametrize(
    ("ends", "least"),
    [
        ([(0, 3), (1, 2)], 0),
        ([(0, 4), (0, 5), (1, 3), (1, 4), (2, 3)], 0),
        ([(0, 2), (1, 2), (0, 3), (1, 3)], 1),  # as each input order wants its own
        ([(1, 2), (0, 2), (1, 3), (0, 3)], 1),
        ([(a, b) for b in (3, 4, 5) for a in (0, 1, 2)], 9),
    ],
    ids=["two", "zigzag", "square", "turned square", "three by three"],
)
def test_no_more_crossings_than_have_to_be(ends, least):
    assert _crossings([_node() for _ in range(6)], _links(*ends)) == least


def test_inputs_stand_in_the_order_of_the_operation():
    nodes = [_node() for _ in range(6)]
    places = place(nodes, _links((4, 5), (2, 5), (0, 5), (3, 5), (1, 5)))
    assert sorted(range(5), key=lambda node: places.nodes[node].left) == [4, 2, 0, 3, 1]


def test_a_chain_is_one_straight_column():
    links = [Link(n, n + 1, label=(30, 14) if n % 3 else None) for n in range(9)]
    places = place([Node(40 + 7 * n, 30) for n in range(10)], links)
    middles = {round(box.centre[0], 6) for box in places.nodes}
    assert len(middles) == 1
    assert all({round(x, 6) for way in r.ways for x, _ in way} == middles for r in places.routes)


def test_the_strong_links_are_straight_and_the_weak_ones_come_from_beside():
    # x -> op(x, w1) -> op(., w2) -> op(., w3)
    ends = [(0, 2, -0.3, 3), (1, 2, 0.3, 1), (2, 4, -0.3, 3), (3, 4, 0.3, 1)]
    ends += [(4, 6, -0.3, 3), (5, 6, 0.3, 1)]
    places = place([_node() for _ in range(7)], [Link(*end) for end in ends])
    middle = places.nodes[0].centre[0]
    assert [places.nodes[n].centre[0] for n in (2, 4, 6)] == pytest.approx([middle] * 3)
    assert all(places.nodes[n].centre[0] > middle for n in (1, 3, 5))


def test_a_node_is_over_the_middle_of_what_goes_into_it_and_comes_from_it():
    places = place([_node() for _ in range(5)], _links((0, 2), (1, 2), (2, 3), (2, 4)))
    middles = [box.centre[0] for box in places.nodes]
    assert middles[2] == pytest.approx((middles[0] + middles[1]) / 2)
    assert middles[2] == pytest.approx((middles[3] + middles[4]) / 2)


def test_a_long_link_is_straight_beside_what_it_passes():
    places = place([_node() for _ in range(6)], [*_links(*pairwise(range(5))), Link(0, 4, 1)])
    (way,) = places.routes[-1].ways
    straight = max(end[1] - start[1] for start, end in pairwise(way) if start[0] == end[0])
    assert straight > places.nodes[3].bottom - places.nodes[1].top - _ROUNDING


def test_an_input_is_right_above_its_first_use():
    nodes = [_node() for _ in range(6)]
    links = [*_links((0, 1), (1, 2), (2, 3)), Link(4, 3, 1), Link(5, 2, 1), Link(5, 3, 1)]
    assert layers(nodes, links, 0) == [0, 1, 2, 3, 2, 1]


def test_what_enters_a_frame_is_above_all_of_it():
    # op -> op(., weight), the last two in a frame
    nodes = [_node(), _node(), _node(0), _node(0)]
    found = layers(nodes, _links((0, 1), (1, 3), (2, 3)), 1)
    assert found == [0, 1, 2, 3]


def test_frames_that_need_each_other_are_side_by_side():
    nodes = [_node(0), _node(1), _node(0), _node(1)]
    places = place(nodes, _links((0, 1), (1, 2), (2, 3)), [Frame(), Frame()])
    one, other = places.frames
    assert one.right < other.left or other.right < one.left
    assert max(one.top, other.top) < min(one.bottom, other.bottom)


def test_a_heading_stands_beside_the_link_that_enters():
    nodes = [_node(), _node(0), _node(0)]
    places = place(nodes, _links((0, 1), (1, 2)), [Frame(25)])
    (head,), x = places.heads, places.nodes[1].centre[0]
    assert head.left > x or head.right < x


def test_a_heading_with_no_room_beside_links_is_left():
    nodes = [_node(), _node(0)]
    places = place(nodes, _links((0, 1)), [Frame(80)])
    (head,), (frame,) = places.heads, places.frames
    assert head.width == 80
    assert head.left - frame.left < 20


def test_a_chain_of_hundreds_is_laid_out():
    links = [Link(n, n + 1) for n in range(799)]
    places = place([_node() for _ in range(800)], links)
    assert len({box.top for box in places.nodes}) == 800


def test_a_node_alone_fills_the_layout():
    places = place([_node()], [])
    assert (places.width, places.height) == (60, 40)
    assert places.nodes[0].centre == (30, 20)
