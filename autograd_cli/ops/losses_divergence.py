"""Losses of a distribution against the distribution that it should be."""

import math

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.ops.losses_reduction import (
    Reducing,
    Reduction,
    agreeing,
    check_reduction,
    reduced,
    share,
)


class KLDivergence(Reducing, Function):
    """Kullback-Leibler divergence of q from p, from log q and p, along the last axis.

    Shapes    log_q (..., K), p (..., K)  ->  y (...), or () reduced over the N distributions
    Formula   y      = sum_k p_k (log p_k - log q_k), a term with p_k = 0 being 0
              dlog_q = -g p, over N for a mean
              dp     = g (log p - log q + 1), over N for a mean, and 0 where p_k = 0
    Source    Kullback and Leibler, On information and sufficiency (1951), eq. 2.4.
    """

    @staticmethod
    def forward(log_q, p, *, reduction):
        return reduced(np.add.reduce(p * _log_ratio(p, log_q, 0.0), axis=-1), reduction)

    @staticmethod
    def vjp_log_q(g, p, *, reduction):
        return -share(g, math.prod(p.shape[:-1]), reduction)[..., None] * p

    @staticmethod
    def vjp_p(g, log_q, p, *, reduction):
        n = math.prod(p.shape[:-1])
        return share(g, n, reduction)[..., None] * _log_ratio(p, log_q, 1.0)


def kl_divergence(log_q: TensorLike, p: TensorLike, *, reduction: Reduction = "mean") -> Tensor:
    """The divergence D(p || q) = sum_k p_k (log p_k - log q_k) of distributions on the last axis.

    `log_q` (..., K) are the logarithms of the predicted distributions, as `log_softmax` gives them,
    and `p` (..., K) the target distributions themselves. The mean over the distributions, the
    "sum", or with "none" one for each, (...). PyTorch's kl_div takes the same arguments but keeps
    the K terms apart: its "none" is the terms, and its "mean" the mean of them; the mean here is,
    for (N, K), its "batchmean".
    Raises ShapeError if the shapes differ or there is nothing to take the mean of, ValueError for
    another reduction.
    """
    check_reduction(reduction)
    a, b = agreeing("kl_divergence", log_q, p)
    return KLDivergence.apply(a, b, reduction=reduction)


def _log_ratio(p, log_q, plus):
    return np.where(p > 0, np.log(p + (p == 0)) - log_q + plus, 0.0)
