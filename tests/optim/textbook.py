"""The optimizers' rules as their papers and PyTorch write them, for one weight, in plain NumPy."""

import numpy as np


def sgd(w, gradients, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
    z = np.zeros_like(w)
    for g in gradients:
        g = g + weight_decay * w
        z = momentum * z + g
        w = w - lr * (g + momentum * z if nesterov else z)
    return w


def rmsprop(w, gradients, lr, alpha=0.99, epsilon=1e-8, momentum=0.0, weight_decay=0.0):
    v, z = np.zeros_like(w), np.zeros_like(w)
    for g in gradients:
        g = g + weight_decay * w
        v = alpha * v + (1 - alpha) * g**2
        z = momentum * z + g / (np.sqrt(v) + epsilon)
        w = w - lr * z
    return w


def adam(w, gradients, lr, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.0):
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, g in enumerate(gradients, 1):
        g = g + weight_decay * w
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        w = w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
    return w


def adamw(w, gradients, lr, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, g in enumerate(gradients, 1):
        w = w - lr * weight_decay * w
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        w = w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
    return w
