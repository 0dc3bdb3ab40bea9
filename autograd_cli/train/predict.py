"""What a trained model says of examples."""

from collections.abc import Iterator

import numpy as np

from autograd_cli.data import Array, Part
from autograd_cli.engine import no_grad
from autograd_cli.nn import Module
from autograd_cli.train.evaluate import at_once, evaluating


def outputs(model: Module, part: Part) -> Iterator[Array]:
    """The outputs (n,) or (n, K) of the examples, chunk by chunk, with dropout off."""
    for x, _ in part.batches(at_once(part)):
        with evaluating(model), no_grad(), np.errstate(over="ignore", invalid="ignore"):
            found = model(x).data
        yield found
