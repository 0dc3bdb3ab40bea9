"""What can go wrong between defining an op and reading its gradient."""

from autograd_cli.errors import AutogradError


class GraphError(AutogradError, RuntimeError):
    """The graph cannot give the gradient that was asked for."""


class ShapeError(AutogradError, ValueError):
    """Shapes that do not fit together, or a gradient that does not fit its tensor."""


class RuleError(AutogradError, TypeError):
    """A Function whose rules do not fit its forward, or a derivative that no rule gives."""


class GradcheckError(AutogradError, AssertionError):
    """A derivative that differs from the central difference."""


class AnomalyError(AutogradError, FloatingPointError):
    """A NaN or an infinity that an op or a rule has made, within detect_anomaly."""


class StorageError(AutogradError, ValueError):
    """A file that holds no tensors."""
