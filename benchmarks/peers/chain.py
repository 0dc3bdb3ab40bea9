"""A chain of ops and its gradient, in other libraries."""

from functools import partial
from typing import Any

import numpy as np

from benchmarks.candidate import Program
from benchmarks.problems import Chain


def pytorch() -> Program:
    """`backward` puts the gradient into the tensor that the chain begins with."""
    import torch

    def forward(ops: int) -> tuple[Any, Any]:
        x = torch.ones(Chain.LENGTH, dtype=torch.float64, requires_grad=True)
        return Chain.link(x, ops), x

    def backward(y: Any, x: Any) -> Any:
        y.backward(torch.ones_like(y))
        return x.grad

    return forward, backward


def jax_op_by_op() -> Program:
    """`vjp` differentiates while it computes the value."""
    import jax
    import jax.numpy as jnp

    def forward(ops: int) -> tuple[Any, Any]:
        y, vjp = jax.vjp(partial(Chain.link, ops=ops), jnp.ones(Chain.LENGTH))
        return jax.block_until_ready(y), vjp

    def backward(y: Any, vjp: Any) -> Any:
        (gradient,) = vjp(jnp.ones_like(y))
        return jax.block_until_ready(gradient)

    return forward, backward


def hips() -> Program:
    """`make_vjp` makes a function that returns another, from the cotangent, and the value."""
    from autograd import make_vjp

    def forward(ops: int) -> tuple[Any, Any]:
        vjp, y = make_vjp(partial(Chain.link, ops=ops))(np.ones(Chain.LENGTH))
        return y, vjp

    def backward(y: Any, vjp: Any) -> Any:
        return vjp(np.ones_like(y))

    return forward, backward


def mygrad() -> Program:
    """`backward` puts the gradient into the tensor that the chain begins with."""
    import mygrad as mg

    def forward(ops: int) -> tuple[Any, Any]:
        x = mg.tensor(np.ones(Chain.LENGTH))
        return Chain.link(x, ops), x

    def backward(y: Any, x: Any) -> Any:
        y.backward(np.ones(Chain.LENGTH))
        return x.grad

    return forward, backward
