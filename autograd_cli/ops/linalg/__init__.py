"""Linear algebra, over batches of matrices: the functions of np.linalg that have derivatives."""

from autograd_cli.ops.linalg.chains import matrix_power, multi_dot
from autograd_cli.ops.linalg.determinant import SlogdetResult, det, slogdet
from autograd_cli.ops.linalg.eigenvalues import EighResult, eigh, eigvalsh
from autograd_cli.ops.linalg.inverse import inv, solve, tensorinv, tensorsolve
from autograd_cli.ops.linalg.last_axes import diagonal, trace
from autograd_cli.ops.linalg.least_squares import LstsqResult, lstsq
from autograd_cli.ops.linalg.singular_values import SVDResult, pinv, svd, svdvals
from autograd_cli.ops.linalg.triangular import QRResult, cholesky, qr
from autograd_cli.ops.norm import matrix_norm, norm, vector_norm
from autograd_cli.ops.permuting import matrix_transpose
from autograd_cli.ops.products import matmul, outer
from autograd_cli.ops.tensordot import tensordot
from autograd_cli.ops.vector_products import cross, vecdot

__all__ = [
    "EighResult",
    "LstsqResult",
    "QRResult",
    "SVDResult",
    "SlogdetResult",
    "cholesky",
    "cross",
    "det",
    "diagonal",
    "eigh",
    "eigvalsh",
    "inv",
    "lstsq",
    "matmul",
    "matrix_norm",
    "matrix_power",
    "matrix_transpose",
    "multi_dot",
    "norm",
    "outer",
    "pinv",
    "qr",
    "slogdet",
    "solve",
    "svd",
    "svdvals",
    "tensordot",
    "tensorinv",
    "tensorsolve",
    "trace",
    "vecdot",
    "vector_norm",
]
