"""Tensor: an ndarray and the node that made it. It holds no mathematics: ops do."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias, Union

import numpy as np
from numpy.typing import DTypeLike, NDArray

from autograd_cli.engine import dispatch
from autograd_cli.engine.changes import changes
from autograd_cli.engine.errors import GraphError, RuleError, ShapeError
from autograd_cli.engine.node import Node
from autograd_cli.engine.places import Place

if TYPE_CHECKING:
    from autograd_cli.engine.methods import Methods
else:
    Methods = object  # what ops and transforms bind, declared for type checkers and editors

Array: TypeAlias = NDArray[Any]
TensorLike: TypeAlias = Union["Tensor", Array, float, list[Any], tuple[Any, ...]]


class Tensor(Methods):
    """An array that remembers how it was computed, so that derivatives can be taken.

    `value` is a number, a (nested) list, an ndarray or a Tensor; it is copied. float32 and float64
    arrays keep their dtype, everything else becomes float64, unless `dtype` names another: float32,
    float64, bool or an integer. With `requires_grad`, ops on the tensor are recorded, and
    `backward` adds the gradient to `grad`, a plain ndarray.

    A tensor is a value: `t[0] = 1` and `t += 1` give `t` a new array, recorded like any op, and
    leave alone what was computed from the old one, and views. Writing into `t.data` is not
    recorded. `t.data -= step` on an array that a graph still needs is noticed at backward;
    `t.data[0] = 1` only within `detect_anomaly`.

    Raises TypeError if `value` is not made of real numbers, or requires a gradient and is not of
    floats; RuleError for a list with a tensor in it that requires a gradient.
    """

    __slots__ = ("__weakref__", "_data", "_node")
    _data: Array
    _node: Node | None

    def __init__(
        self, value: TensorLike, requires_grad: bool = False, *, dtype: DTypeLike | None = None
    ) -> None:
        self._data = _as_array(value, dtype)
        self._node = None
        if requires_grad:
            self.requires_grad_()

    @property
    def data(self) -> Array:
        """The value, an ndarray that belongs to no graph: what is done with it is not recorded.

        Setting it replaces the value of a leaf or a constant by one of the same shape.
        """
        return self._data

    @data.setter
    def data(self, value: TensorLike) -> None:
        if value is self._data:  # t.data -= step has written into it
            frame = sys._getframe(1)
            changes.note(value, Place(frame.f_code.co_filename, frame.f_lineno))
            return
        if self._node is not None and self._node.function is not None:
            raise GraphError(
                f"the value of a result of {self._node.name} cannot be replaced",
                "Its derivative would be that of the old one: compute a new tensor instead.",
            )
        given = value.dtype if isinstance(value, Tensor) else np.asarray(value).dtype
        if not np.can_cast(given, self.dtype, "same_kind"):
            raise TypeError(f"a value of {given} for a tensor of {self.dtype}")
        new = _as_array(value, self.dtype)
        if new.shape != self.shape:
            raise ShapeError(f"a value of shape {new.shape} for a tensor of {self.shape}")
        self._data = new

    @property
    def requires_grad(self) -> bool:
        """Whether ops on this tensor are recorded; can be set, as by `requires_grad_`."""
        return self._node is not None

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        self.requires_grad_(value)

    def requires_grad_(self, requires_grad: bool = True) -> "Tensor":
        """Let ops on this tensor be recorded from now on, or no more; returns the tensor.

        Raises TypeError for integers, GraphError to forget the graph of an op's result.
        """
        if requires_grad:
            refuse_integers(self)
        if requires_grad and self._node is None:
            self._node = Node.leaf(self._data)
        elif not requires_grad and self._node is not None:
            if self._node.function is not None:
                raise GraphError(
                    f"a result of {self._node.name} always requires a gradient",
                    "Use detach() for its value alone, or detach_() to cut this tensor off.",
                )
            self._node = None
        return self

    @property
    def grad(self) -> Array | None:
        """The gradient that backward sweeps have accumulated here, of this shape; None before.

        Leaves have one, and results of ops after `retain_grad`.
        """
        return None if self._node is None else self._node.grad

    @grad.setter
    def grad(self, value: TensorLike | None) -> None:
        if self._node is None or self._node.function is not None:
            raise GraphError(
                "only a leaf made with requires_grad=True has a gradient",
                "Create it with Tensor(value, requires_grad=True).",
            )
        if value is None:
            self._node.grad = None
            return
        array = value._data if isinstance(value, Tensor) else np.asarray(value)
        if array.shape != self.shape:
            raise ShapeError(f"a gradient of shape {array.shape} for a tensor of {self.shape}")
        self._node.grad = np.array(array, dtype=self.dtype)

    @property
    def is_leaf(self) -> bool:
        """Whether no recorded op made this tensor."""
        return self._node is None or self._node.function is None

    @property
    def grad_fn(self) -> Node | None:
        """The node of the op that made this tensor; None for a leaf."""
        return None if self.is_leaf else self._node

    @property
    def shape(self) -> tuple[int, ...]:
        return self._data.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        return self._data.dtype

    @property
    def ndim(self) -> int:
        return self._data.ndim

    @property
    def size(self) -> int:
        return self._data.size

    def item(self) -> float:
        """The value of a one-element tensor as a Python number."""
        number: float = self._data.item()
        return number

    def tolist(self) -> Any:
        """The value as nested lists of Python numbers."""
        return self._data.tolist()

    def numpy(self) -> Array:
        """The value as an ndarray: the same memory, no graph."""
        return self._data

    def detach(self) -> "Tensor":
        """The same value (the same memory) outside the graph."""
        return Tensor._of(self._data, None)

    def detach_(self) -> "Tensor":
        """Cut this tensor off from the graph that made it; returns the tensor."""
        self._node = None
        return self

    def zero_grad(self) -> None:
        """Forget the accumulated gradient."""
        if self._node is not None:
            self._node.grad = None

    @classmethod
    def _of(cls, array: Array, node: Node | None) -> "Tensor":
        """A tensor around an existing array: no copy, no conversion."""
        tensor = cls.__new__(cls)
        tensor._data = array
        tensor._node = node
        return tensor

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        return dispatch.call(ufunc if method == "__call__" else (ufunc, method), inputs, kwargs)

    def __array_function__(
        self, function: Any, types: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        return dispatch.call(function, args, kwargs)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        if self._node is not None:
            raise RuleError(
                "a tensor that requires a gradient does not turn into an ndarray by itself",
                "Use .detach().numpy(): the result no longer belongs to the graph.",
            )
        return np.array(self._data, dtype=dtype, copy=copy)

    def __reduce__(self) -> tuple[Any, ...]:
        """How copy and pickle make another one: a leaf of its own, never a part of a graph."""
        if self._node is not None and self._node.function is not None:
            raise GraphError(
                f"a result of {self._node.name} cannot be copied with its graph",
                "Copy .detach(), which has none.",
            )
        return _restored, (self._data.copy(), self.requires_grad, self.grad)

    def __len__(self) -> int:
        return len(self._data)

    def __iter__(self) -> "Iterator[Tensor]":
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        return bool(self._data)

    def __float__(self) -> float:
        return float(self._data.item())

    def __int__(self) -> int:
        return int(self._data.item())

    def __index__(self) -> int:
        if self._data.dtype.kind in "iu":
            return int(self._data.item())
        raise TypeError(f"a tensor of {self.dtype} is no index: only integers are")

    def __format__(self, spec: str) -> str:
        if spec and self.size != 1:
            raise TypeError(f"a format for one number, {spec!r}, and a tensor of {self.shape}")
        return format(self._data.item(), spec) if spec else repr(self)

    def __repr__(self) -> str:
        value = np.array2string(self._data, separator=", ", prefix="Tensor(")
        dtype = "" if self.dtype == np.float64 else f", dtype={self.dtype}"
        if self._node is None:
            return f"Tensor({value}{dtype})"
        maker = f"grad_fn={self._node!r}" if self._node.function else "requires_grad=True"
        return f"Tensor({value}{dtype}, {maker})"

    __hash__ = object.__hash__  # by identity: == compares element by element


def tensor(
    value: TensorLike, requires_grad: bool = False, *, dtype: DTypeLike | None = None
) -> Tensor:
    """`Tensor(value, requires_grad, dtype=dtype)`."""
    return Tensor(value, requires_grad, dtype=dtype)


def refuse_integers(tensor: Tensor) -> None:
    """Raise TypeError for a tensor that cannot require a gradient."""
    if tensor._data.dtype.kind not in "fc":  # gradcheck moves an input by a complex step
        raise TypeError(
            f"a tensor of {tensor.dtype} cannot require a gradient: only floats have derivatives. "
            "Make it of floats, with astype(float) for instance."
        )


def shape_of(x: TensorLike) -> tuple[int, ...]:
    """The shape of anything that an op accepts."""
    return x.shape if isinstance(x, (Tensor, np.ndarray)) else np.shape(x)


def _restored(data: Array, requires_grad: bool, grad: Array | None) -> Tensor:
    new = Tensor._of(data, None)
    if requires_grad:
        new.requires_grad_().grad = grad
    return new


def _as_array(value: TensorLike, dtype: DTypeLike | None = None) -> Array:
    """A copy of `value` in a dtype that tensors have."""
    array = value._data if isinstance(value, Tensor) else np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"a tensor holds real numbers; given {array.dtype} ({value!r:.60})")
    if dtype is None:
        if isinstance(value, Tensor):
            return array.copy()
        single = array.dtype.kind == "f" and array.dtype.itemsize == 4
        return np.array(array, dtype=np.float32 if single else np.float64)
    # In the machine's order of bytes, and the one object of its kind: ops look for that one.
    wanted = np.dtype(np.dtype(dtype).type)
    if wanted.kind not in "iub" and wanted not in (np.float32, np.float64):
        raise TypeError(f"a tensor is of float32, float64, bool or integers; not {wanted}")
    return np.array(array, dtype=wanted)
