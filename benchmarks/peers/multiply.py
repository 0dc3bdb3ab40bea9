"""The product of two vectors, its graph and its gradients, in other libraries."""

from typing import Any

from benchmarks.candidate import Calls
from benchmarks.problems import Pair


def pytorch(pair: Pair) -> Calls:
    """Tensors, and `backward` with a cotangent."""
    import torch

    x, y, g = torch.tensor(pair.a), torch.tensor(pair.b), torch.tensor(pair.g)
    p, q = torch.tensor(pair.a, requires_grad=True), torch.tensor(pair.b, requires_grad=True)

    def gradients() -> tuple[Any, Any]:
        p.grad = q.grad = None
        (p * q).backward(g)
        return p.grad, q.grad

    return {
        "forward": lambda: (x * y,),
        "forward, recorded": lambda: (p * q,),
        "forward + backward": gradients,
    }


def pytorch_by_grad(pair: Pair) -> Calls:
    """Tensors, and `grad` with a cotangent, which leaves them as they are."""
    import torch

    p, q = torch.tensor(pair.a, requires_grad=True), torch.tensor(pair.b, requires_grad=True)
    g = torch.tensor(pair.g)
    return {"forward + backward": lambda: torch.autograd.grad(p * q, (p, q), g)}


def jax_op_by_op(pair: Pair) -> Calls:
    """`vjp` returns the value, and with it a function from the cotangent to the gradients."""
    import jax
    import jax.numpy as jnp

    x, y, g = jnp.array(pair.a), jnp.array(pair.b), jnp.array(pair.g)

    def gradients() -> Any:
        _, vjp = jax.vjp(jnp.multiply, x, y)
        return vjp(g)

    return {
        "forward": lambda: (x * y,),
        "forward, recorded": lambda: jax.vjp(jnp.multiply, x, y)[:1],
        "forward + backward": gradients,
    }


def hips(pair: Pair) -> Calls:
    """`make_vjp` makes a function that returns another, from the cotangent, and the value."""
    import autograd.numpy as np
    from autograd import make_vjp

    x, y, g = pair.a, pair.b, pair.g
    traced = make_vjp(np.multiply, (0, 1))

    def gradients() -> Any:
        vjp, _ = traced(x, y)
        return vjp(g)

    return {
        "forward": lambda: (np.multiply(x, y),),
        "forward, recorded": lambda: traced(x, y)[1:],
        "forward + backward": gradients,
    }


def mygrad(pair: Pair) -> Calls:
    """Tensors that are constants record nothing; `backward` puts gradients into the others."""
    import mygrad as mg

    x, y = mg.tensor(pair.a, constant=True), mg.tensor(pair.b, constant=True)
    p, q = mg.tensor(pair.a), mg.tensor(pair.b)

    def gradients() -> tuple[Any, Any]:
        (p * q).backward(pair.g)
        return p.grad, q.grad

    return {
        "forward": lambda: (x * y,),
        "forward, recorded": lambda: (p * q,),
        "forward + backward": gradients,
    }
