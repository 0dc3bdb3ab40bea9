"""Assignments that would be lost: to a tensor that nothing refers to, as `t[0]` in `t[0][1] = 5`.

In NumPy `t[0]` is a view, and writing into it changes `t`. A tensor is a value, and writing into
the unnamed one changes nothing that anybody could look at: that is never what was meant.
"""

import dis
import sys

from autograd_cli.engine import GraphError, Tensor

__all__: list[str] = []

# An interpreter without reference counts lets every assignment pass.
references = getattr(sys, "getrefcount", lambda x: sys.maxsize)


def refuse_temporary(x: Tensor) -> None:
    """Raise GraphError if the assignment two frames up is to a tensor that only it refers to."""
    caller = sys._getframe(2)
    if any(value is x for value in caller.f_locals.values()):
        return  # Python 3.14 does not count the reference of a local variable a second time
    instruction = dis.opname[caller.f_code.co_code[caller.f_lasti]]
    if instruction not in ("STORE_SUBSCR", "STORE_SLICE"):
        return  # a call from compiled code, which may refer to it and be counted once
    raise GraphError(
        "this assignment would be lost: the tensor to be changed has no name",
        "t[0] is a new tensor, not a view of t. Write t[0, 1] = value, not t[0][1] = value; "
        "for other expressions give the tensor a name first.",
    )


def _references_without_name() -> int:
    """How many references `__setitem__` finds to an object to which there are no others."""
    counts = []

    class Probe:
        def __setitem__(self, index: object, value: object) -> None:
            counts.append(references(self))

    Probe()[0] = None
    # It is 3 up to Python 3.13; up to 3.12 a debugger that looks at local variables adds one here.
    return int(min(counts[0], 3))


UNNAMED = _references_without_name()
