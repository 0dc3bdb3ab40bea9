"""einsum: everything that NumPy's takes, with its values, and the slopes that follow from them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from indices import numbers
from multilinear import check_multilinear

import autograd_cli as ag


@st.composite
def subscripted(draw):
    """Subscripts with the shapes of their operands, in whose terms anything may happen."""
    labels = "abcd"
    length = {c: draw(st.integers(0, 3) if c == "d" else st.integers(1, 3)) for c in labels}
    hidden = draw(st.lists(st.integers(1, 3), max_size=2))  # what "..." stands for
    terms, shapes = [], []
    for _ in range(draw(st.integers(1, 3))):
        term = draw(st.text(labels, max_size=3))
        shape = [
            1 if term.count(c) == 1 and draw(st.integers(0, 5)) == 0 else length[c] for c in term
        ]
        if hidden and draw(st.booleans()):
            kept = draw(st.integers(0, len(hidden)))
            place = draw(st.integers(0, len(term)))
            term = term[:place] + "..." + term[place:]
            shape[place:place] = [
                1 if draw(st.integers(0, 5)) == 0 else n for n in hidden[len(hidden) - kept :]
            ]
        terms.append(term)
        shapes.append(tuple(shape))
    subscripts = ",".join(terms)
    if draw(st.booleans()):
        used = sorted({*subscripts} - {*",."})
        result = "".join(draw(st.permutations(used))[: draw(st.integers(0, len(used)))])
        if "..." in subscripts:
            place = draw(st.integers(0, len(result)))
            result = result[:place] + "..." + result[place:]
        subscripts += "->" + result
    return subscripts, shapes


@given(subscripted())
def test_any_subscripts(case):
    subscripts, shapes = case
    xs = [numbers(shape, i) for i, shape in enumerate(shapes)]
    check_multilinear(
        lambda *xs: np.einsum(subscripts, *xs), lambda *xs: np.einsum(subscripts, *xs), xs
    )


SEVERAL = ["ij,jk,kl->il", "i,j,k,l->ljki", "ij,ij,ij,ij->i", "ab,bc,ca,a->", "ii,ij,...j,j->...i"]


@pytest.mark.parametrize("subscripts", SEVERAL)
@pytest.mark.parametrize("optimize", [True, False, None, "greedy", "optimal", "path"])
def test_every_order_of_multiplication_gives_the_same(subscripts, optimize):
    n = {c: 2 + i for i, c in enumerate("ijkl")} | dict(zip("abc", (2, 3, 4), strict=True))
    terms = subscripts.partition("->")[0].split(",")
    shapes = [tuple(n[c] for c in term.replace("...", "")) for term in terms]
    shapes = [(2, *s) if "." in term else s for term, s in zip(terms, shapes, strict=True)]
    xs = [numbers(shape, i) for i, shape in enumerate(shapes)]
    if optimize == "path":
        optimize = np.einsum_path(subscripts, *map(ag.Tensor, xs), optimize="optimal")[0]
    check_multilinear(
        lambda *xs: ag.einsum(subscripts, *xs, optimize=optimize),
        lambda *xs: np.einsum(subscripts, *xs),
        xs,
    )


def test_a_path_may_multiply_several_operands_in_one_step():
    xs = [numbers((2, 2), i) for i in range(4)]
    y = ag.einsum("ij,jk,kl,lm->im", *xs, optimize=["einsum_path", (0, 1, 3), (0, 1)])
    np.testing.assert_allclose(y.data, np.linalg.multi_dot(xs), rtol=1e-13)


@pytest.mark.parametrize(
    ("path", "message"),
    [([(0, 1)], "2 operands are left over"), ([(0, 3)], r"3 operands at \(0, 3\)")],
)
def test_a_path_that_leads_nowhere_is_refused(path, message):
    with pytest.raises(ValueError, match=message):
        ag.einsum("i,i,i->i", *[np.ones(2)] * 3, optimize=["einsum_path", *path])


def test_a_chain_costs_no_more_than_its_products():
    """All four at once would take 40^5 multiplications, and 40 times as much for each gradient."""
    xs = [ag.Tensor(numbers((40, 40), i), requires_grad=True) for i in range(4)]
    y = ag.einsum("ij,jk,kl,lm->im", *xs)
    np.testing.assert_allclose(y.data, np.linalg.multi_dot([x.data for x in xs]), rtol=1e-9)
    sizes, node = [], y.grad_fn
    nodes = [node]
    while nodes:
        node = nodes.pop()
        sizes.append(np.prod(node.shape))
        nodes += [parent for parent in node.parents if parent is not None]
    assert max(sizes) == 1600


@pytest.mark.parametrize(
    "operands",
    [
        lambda a, b: (a, [0, 1], b, [1, 2], [0, 2]),
        lambda a, b: (a, [0, 1], b, [1, 2]),
        lambda a, b: (a, [51, 3], b, [3, 26]),
        lambda a, b: (a, [..., 0], b, [0, ...], [...]),
        lambda a, b: (a, [..., 7], b, (7, 1), [1, ...]),
        lambda a, b: (a, [1, 0]),
    ],
)
def test_lists_of_axes(operands):
    a, b = numbers((3, 3), 0), numbers((3, 3), 1)
    found = np.einsum(*operands(ag.Tensor(a), ag.Tensor(b)))
    np.testing.assert_allclose(found.data, np.einsum(*operands(a, b)), rtol=1e-13)


@pytest.mark.parametrize(
    "subscripts", ["bA,Ab", "aB", "Ba", " i j , j k -> k i ", "...->...", "->", ""]
)
def test_letters_of_both_cases_and_spaces(subscripts):
    count = subscripts.count(",") + 1
    shape = (3, 3) if any(c.isalpha() for c in subscripts) else ()
    xs = [numbers(shape, i) for i in range(count)]
    check_multilinear(
        lambda *xs: ag.einsum(subscripts, *xs), lambda *xs: np.einsum(subscripts, *xs), xs
    )


@pytest.mark.parametrize(
    ("subscripts", "shapes"),
    [
        ("bij,bjk->bik", [(40, 3, 3), (40, 3, 3)]),
        ("bij,bj->bi", [(40, 3, 3), (40, 3)]),
        ("ijb,jkb->ikb", [(3, 3, 40), (3, 3, 40)]),
        ("ijb,jkb->bki", [(9, 8, 4), (8, 9, 4)]),
        ("bi,bi->b", [(3, 2000), (3, 2000)]),
        ("ib,ib->b", [(2000, 3), (2000, 3)]),
        ("bqhd,bkhd->bhqk", [(2, 5, 3, 4), (2, 6, 3, 4)]),
        ("nchw,oc->nohw", [(2, 3, 4, 5), (6, 3)]),
        ("ijkl,lkmn->nmij", [(2, 3, 4, 5), (5, 4, 2, 3)]),
        ("abc,abc->", [(2, 3, 4), (2, 3, 4)]),
        ("abc,cb->a", [(2, 3, 4), (4, 3)]),
    ],
)
def test_every_way_to_compute_a_product(subscripts, shapes):
    xs = [numbers(shape, i) for i, shape in enumerate(shapes)]
    check_multilinear(
        lambda *xs: ag.einsum(subscripts, *xs), lambda *xs: np.einsum(subscripts, *xs), xs
    )
    strided = [np.asfortranarray(x)[::-1] for x in xs]
    np.testing.assert_allclose(
        ag.einsum(subscripts, *strided).data, np.einsum(subscripts, *strided), atol=1e-11
    )


def test_a_long_sum_of_float32_keeps_its_digits():
    x = np.random.default_rng(0).uniform(size=(2, 100_000)).astype(np.float32)
    y = ag.einsum("bi,bi->b", x, x)
    assert y.dtype == np.float32
    np.testing.assert_allclose(y.data, (x.astype(float) ** 2).sum(axis=1), rtol=3e-7)


def test_numbers_and_constants():
    x = ag.Tensor(np.array([[1, 2], [3, 4]], np.float32), requires_grad=True)
    for y in (ag.einsum(",ij->ji", 2.0, x), ag.einsum("ij,->ji", x, 2)):
        assert y.dtype == np.float32
        np.testing.assert_array_equal(y.data, 2 * x.data.T)
    assert ag.einsum(",", 2, 3.0).item() == 6
    constant = ag.einsum("ij->i", [[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_array_equal(constant.data, [3, 7])
    assert not constant.requires_grad
    (g,) = ag.grad(ag.einsum("ij,jk->", x, np.ones((2, 2), np.float32)), x)
    np.testing.assert_array_equal(g.data, [[2, 2], [2, 2]])


def test_an_operand_used_twice_gets_both_parts():
    x = numbers((3, 3))
    for subscripts in ("ij,jk->ik", "ij,ji->", "ij,ij->j", "ii,jj->"):
        assert ag.gradcheck(lambda x, s=subscripts: ag.einsum(s, x, x), [x])
        assert ag.gradgradcheck(lambda x, s=subscripts: ag.einsum(s, x, x), [x])


def test_the_result_does_not_share_memory_that_backward_would_write():
    x = ag.Tensor(numbers((2, 3)), requires_grad=True)
    y = ag.einsum("ij->ij", x)
    y.backward(np.ones((2, 3)))
    assert y is not x
    np.testing.assert_array_equal(x.grad, np.ones((2, 3)))


@pytest.mark.parametrize(
    ("operands", "message"),
    [
        (("ij,jk->ik", (2, 3)), "2 terms for 1 operands"),
        (("ij", (2, 3), (2, 3)), "1 terms for 2 operands"),
        (("ijk", (2, 3)), "'ijk' is for 3 axes, its operand has 2"),
        (("i->i", (2, 3)), "'i' is for 1 axes, its operand has 2"),
        (("ijk...", (2, 3)), "is for 3 axes, its operand has 2"),
        (("ij,jk", (2, 3), (4, 2)), r"of shapes \(2, 3\) and \(4, 2\): j has lengths 3 and 4"),
        (("ii", (2, 3)), "i has lengths 2 and 3"),
        (("ii", (1, 3)), "i has lengths 1 and 3"),
        (("...i,...i", (2, 3), (4, 3)), "has lengths 2 and 4"),
        (("ij->iij", (2, 3)), "i is twice in the result"),
        (("ij->ik", (2, 3)), "k is in the result but in no operand"),
        (("i...->i", (2, 3)), "the result has no"),
        (("i1", (2, 3)), "'1' is neither a letter"),
        (("i.j", (2, 3)), "'.' is neither a letter"),
        (("...i...", (2, 3)), "'.' is neither a letter"),
        (("ij->i->j", (2, 3)), "'-' is neither a letter"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_subscripts(operands, message):
    subscripts, *shapes = operands
    with pytest.raises(ag.ShapeError, match=message) as caught:
        ag.einsum(subscripts, *map(np.ones, shapes))
    assert repr(subscripts) in str(caught.value)


def test_axes_that_are_no_lists_are_refused():
    x = np.ones((2, 3))
    with pytest.raises(ag.ShapeError, match="from 0 to 51; given 52"):
        ag.einsum(x, [0, 52])
    with pytest.raises(TypeError, match="given float"):
        ag.einsum(x, [0, 1], 2.0, 3.0)
    with pytest.raises(ag.RuleError, match="out"):
        np.einsum("ij->i", ag.Tensor(x), out=np.empty(2))
