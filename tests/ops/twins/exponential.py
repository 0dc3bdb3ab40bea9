"""Exponentials elsewhere."""

import numpy as np

REFERENCE = {"Share": lambda a, b: np.exp(a) / (np.exp(a) + np.exp(b))}
TORCH = {"Share": lambda torch, a, b: torch.sigmoid(a - b)}
