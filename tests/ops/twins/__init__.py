"""The same functions elsewhere, a file per file of ops.

`REFERENCE` says what a function that NumPy does not have computes on arrays; `TORCH` how PyTorch,
given as the first argument, spells a function where the row's own call does not run on its tensors,
or None if it has no such function. The key is the row's whole name, with its note, or the function
for rows without `via`. Both are given the row's inputs, constants and params.
"""

import importlib
import pkgutil

REFERENCE = {}
TORCH = {}
for _module in pkgutil.iter_modules(__path__):
    _file = importlib.import_module(f"{__name__}.{_module.name}")
    REFERENCE |= getattr(_file, "REFERENCE", {})
    TORCH |= getattr(_file, "TORCH", {})
