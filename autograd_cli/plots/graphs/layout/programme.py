"""Linear programmes over differences: what layers and columns are found by."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Terms: TypeAlias = Sequence[tuple[int, float]]  # variables and their factors


def least(
    size: int,
    *,
    apart: Mapping[tuple[int, int], float],
    costs: Iterable[tuple[int, float]] = (),
    bends: Iterable[tuple[float, Terms]] = (),
) -> list[float]:
    """The `size` numbers x of the least cost with x[b] - x[a] >= apart[a, b].

    They cost `costs`, factor by factor, and `bends`: a factor of the absolute value of a sum. The
    factors of all costs, and those within each of the sums, add up to 0, so that only differences
    matter. What is found are whole numbers if all `apart` are and there are no bends.
    """
    # As the layout of `dot` does by network simplex: Gansner, Koutsofios, North and Vo (1993).
    # Solved is the dual, a flow of least cost, which takes a fifteenth of the time: flows of any
    # size along `apart`, and along a bend at most its factor. The numbers are its multipliers.
    from scipy.optimize import linprog  # heavy
    from scipy.sparse import coo_matrix

    flows: list[tuple[Terms, float, tuple[float | None, float | None]]] = [
        (((a, -1.0), (b, 1.0)), -distance, (0, None)) for (a, b), distance in apart.items()
    ]
    flows += [(terms, 0.0, (-factor, factor)) for factor, terms in bends]
    if not flows:
        return [0.0] * size
    supply = [0.0] * size
    for variable, factor in costs:
        supply[variable] += factor
    entries = [
        (variable, number, factor)
        for number, (terms, _, _) in enumerate(flows)
        for variable, factor in terms
    ]
    rows, columns, factors = zip(*entries, strict=True)
    found = linprog(
        [cost for _, cost, _ in flows],
        A_eq=coo_matrix((factors, (rows, columns)), shape=(size, len(flows))).tocsr(),
        b_eq=supply,
        bounds=[bounds for _, _, bounds in flows],
        method="highs-ds",
    )
    if found.status:
        raise ArithmeticError(f"a layout's linear programme has no solution: {found.message}")
    return [-float(multiplier) for multiplier in found.eqlin.marginals]
