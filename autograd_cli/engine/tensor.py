"""Tensor: an ndarray and the node that made it. It holds no mathematics: ops do."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias, Union

import numpy as np
from numpy.typing import NDArray

from autograd_cli.engine import dispatch
from autograd_cli.engine.errors import GraphError, RuleError, ShapeError
from autograd_cli.engine.node import Node

Array: TypeAlias = NDArray[Any]
TensorLike: TypeAlias = Union["Tensor", Array, float, list[Any], tuple[Any, ...]]


class Tensor:
    """An array that remembers how it was computed, so that derivatives can be taken.

    `value` is a number, a (nested) list, an ndarray or a Tensor; it is copied. float32 and float64
    arrays keep their dtype, everything else becomes float64. With `requires_grad`, ops on the
    tensor are recorded, and `backward` adds the gradient to `grad`, a plain ndarray.

    An array must not be changed in place between an op on it and the backward sweep: the op keeps
    it, not a copy, and the change is not noticed.

    Raises TypeError if `value` is not made of real numbers, RuleError for a list with a tensor in
    it that requires a gradient.
    """

    __slots__ = ("__weakref__", "_node", "data")
    data: Array
    _node: Node | None

    def __init__(self, value: TensorLike, requires_grad: bool = False) -> None:
        self.data = _as_float_array(value)
        self._node = Node.leaf(self.data) if requires_grad else None

    @property
    def requires_grad(self) -> bool:
        """Whether ops on this tensor are recorded."""
        return self._node is not None

    @property
    def grad(self) -> Array | None:
        """The gradient that backward sweeps have accumulated here, of this shape; None before."""
        return None if self._node is None else self._node.grad

    @grad.setter
    def grad(self, value: Array | None) -> None:
        if self._node is None or self._node.function is not None:
            raise GraphError(
                "only a leaf made with requires_grad=True has a gradient",
                "Create it with Tensor(value, requires_grad=True).",
            )
        if value is not None and np.shape(value) != self.shape:
            raise ShapeError(f"a gradient of shape {np.shape(value)} for a tensor of {self.shape}")
        self._node.grad = None if value is None else np.array(value, dtype=self.dtype)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.data.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        return self.data.dtype

    @property
    def ndim(self) -> int:
        return self.data.ndim

    @property
    def size(self) -> int:
        return self.data.size

    def item(self) -> float:
        """The value of a one-element tensor as a Python float."""
        return float(self.data.item())

    def numpy(self) -> Array:
        """The value as an ndarray: the same memory, no graph."""
        return self.data

    def detach(self) -> "Tensor":
        """The same value (the same memory) outside the graph."""
        return Tensor._of(self.data, None)

    def zero_grad(self) -> None:
        """Forget the accumulated gradient."""
        if self._node is not None:
            self._node.grad = None

    @classmethod
    def _of(cls, array: Array, node: Node | None) -> "Tensor":
        """A tensor around an existing array: no copy, no conversion."""
        tensor = cls.__new__(cls)
        tensor.data = array
        tensor._node = node
        return tensor

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        return dispatch.lookup(ufunc if method == "__call__" else (ufunc, method))(
            *inputs, **kwargs
        )

    def __array_function__(
        self, function: Any, types: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        return dispatch.lookup(function)(*args, **kwargs)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        if self._node is not None:
            raise RuleError(
                "a tensor that requires a gradient does not turn into an ndarray by itself",
                "Use .detach().numpy(): the result no longer belongs to the graph.",
            )
        return np.array(self.data, dtype=dtype, copy=copy)

    def __reduce__(self) -> tuple[Any, ...]:
        """How pickle and copy make another one: a leaf of its own, never a part of a graph."""
        if self._node is not None and self._node.function is not None:
            raise GraphError(
                f"a result of {self._node.function.__name__} cannot be copied with its graph",
                "Copy .detach(), which has none.",
            )
        return Tensor, (self.data, self.requires_grad)

    def __len__(self) -> int:
        return len(self.data)

    def __iter__(self) -> "Iterator[Tensor]":
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        return bool(self.data)

    def __float__(self) -> float:
        return self.item()

    def __repr__(self) -> str:
        value = np.array2string(self.data, separator=", ", prefix="Tensor(")
        if self._node is None:
            return f"Tensor({value})"
        op = self._node.function
        return f"Tensor({value}, {f'grad_fn={op.__name__}' if op else 'requires_grad=True'})"

    __hash__ = object.__hash__  # by identity: == compares element by element

    if TYPE_CHECKING:  # bound by engine/backward.py

        def backward(
            self, gradient: TensorLike | None = None, retain_graph: bool = False
        ) -> None: ...

    if TYPE_CHECKING:  # bound by ops/operators.py, which knows the ops

        def __add__(self, other: TensorLike) -> "Tensor": ...
        def __radd__(self, other: TensorLike) -> "Tensor": ...
        def __sub__(self, other: TensorLike) -> "Tensor": ...
        def __rsub__(self, other: TensorLike) -> "Tensor": ...
        def __mul__(self, other: TensorLike) -> "Tensor": ...
        def __rmul__(self, other: TensorLike) -> "Tensor": ...
        def __truediv__(self, other: TensorLike) -> "Tensor": ...
        def __rtruediv__(self, other: TensorLike) -> "Tensor": ...
        def __pow__(self, other: TensorLike) -> "Tensor": ...
        def __rpow__(self, other: TensorLike) -> "Tensor": ...
        def __matmul__(self, other: TensorLike) -> "Tensor": ...
        def __rmatmul__(self, other: TensorLike) -> "Tensor": ...
        def __neg__(self) -> "Tensor": ...
        def __getitem__(self, index: Any) -> "Tensor": ...
        def __eq__(self, other: object) -> Array: ...  # type: ignore[override]
        def __ne__(self, other: object) -> Array: ...  # type: ignore[override]
        def __lt__(self, other: TensorLike) -> Array: ...
        def __le__(self, other: TensorLike) -> Array: ...
        def __gt__(self, other: TensorLike) -> Array: ...
        def __ge__(self, other: TensorLike) -> Array: ...
        def sum(self, axis: Any = None, keepdims: bool = False) -> "Tensor": ...
        def mean(self, axis: Any = None, keepdims: bool = False) -> "Tensor": ...
        def max(self, axis: Any = None, keepdims: bool = False) -> "Tensor": ...
        def reshape(self, *shape: Any) -> "Tensor": ...
        def transpose(self, *axes: Any) -> "Tensor": ...
        def swapaxes(self, axis1: int, axis2: int) -> "Tensor": ...
        @property
        def T(self) -> "Tensor": ...
        @property
        def mT(self) -> "Tensor": ...


def tensor(value: TensorLike, requires_grad: bool = False) -> Tensor:
    """`Tensor(value, requires_grad)`."""
    return Tensor(value, requires_grad)


def shape_of(x: TensorLike) -> tuple[int, ...]:
    """The shape of anything that an op accepts."""
    return x.shape if isinstance(x, (Tensor, np.ndarray)) else np.shape(x)


def _as_float_array(value: TensorLike) -> Array:
    if isinstance(value, Tensor):
        return value.data.copy()
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"a tensor holds real numbers; given {array.dtype} ({value!r:.60})")
    dtype = array.dtype if array.dtype == np.float32 else np.float64
    return np.array(array, dtype=dtype)
