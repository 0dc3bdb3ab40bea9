"""The methods and properties that tensors share with NumPy's arrays, bound to ops."""

import numpy as np

from autograd_cli.engine import Tensor
from autograd_cli.engine.dispatch import bind
from autograd_cli.ops.casting import astype, copy
from autograd_cli.ops.clipping import clip_method
from autograd_cli.ops.cumulative import cumprod, cumsum
from autograd_cli.ops.diagonals import diagonal, trace
from autograd_cli.ops.max_min import max, min
from autograd_cli.ops.permuting import matrix_transpose, swapaxes, transpose, transpose_method
from autograd_cli.ops.picking import compress_method, take
from autograd_cli.ops.prod import prod
from autograd_cli.ops.products import dot
from autograd_cli.ops.queries import query
from autograd_cli.ops.reductions import mean, sum
from autograd_cli.ops.repeating import repeat
from autograd_cli.ops.shape import ravel, reshape_method, squeeze
from autograd_cli.ops.steps import round
from autograd_cli.ops.variance import std, var

bind(
    Tensor,
    all=query(np.all),
    any=query(np.any),
    argmax=query(np.argmax),
    argmin=query(np.argmin),
    argpartition=query(np.argpartition),
    argsort=query(np.argsort),
    astype=astype,
    clip=clip_method,
    copy=copy,
    clone=copy,
    nonzero=query(np.nonzero),
    round=round,
    searchsorted=query(np.searchsorted),
    sum=sum,
    mean=mean,
    max=max,
    min=min,
    var=var,
    std=std,
    prod=prod,
    cumsum=cumsum,
    cumprod=cumprod,
    reshape=reshape_method,
    transpose=transpose_method,
    swapaxes=swapaxes,
    ravel=ravel,
    flatten=ravel,
    squeeze=squeeze,
    repeat=repeat,
    take=take,
    compress=compress_method,
    diagonal=diagonal,
    dot=dot,
    trace=trace,
    T=property(transpose),
    mT=property(matrix_transpose),
)
