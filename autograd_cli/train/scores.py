"""Metrics that need all outputs of a part at once, by scikit-learn."""

from collections.abc import Sequence

import numpy as np

from autograd_cli.data import Array
from autograd_cli.train.metrics import predicted_classes, probabilities


def scores(
    names: Sequence[str], outputs: Array, targets: Array, task: str
) -> dict[str, float | None]:
    """The metrics of these names, as scikit-learn defines them; outputs and targets as `metrics`.

    For two classes precision, recall and F1 are those of class 1. For more they are the mean over
    the classes that occur, and ROC AUC is that of each class against the rest. What has a divisor
    of 0 because a class is never predicted is 0.

    None is what the examples leave undefined: ROC AUC where a class is missing, R2 of fewer than
    two examples, recall and F1 of two classes without an example of class 1. All are None if an
    output is NaN or infinite.
    """
    if not np.isfinite(outputs).all():
        return dict.fromkeys(names)
    # Probabilities of float32 do not add up to 1 well enough, and sums of its squares are coarse.
    outputs = outputs.astype(np.float64, copy=False)
    import sklearn

    of_task = _of_numbers if task == "regression" else _of_classes
    # The numbers are sound by now: to look once more would take as long as the metrics themselves.
    with sklearn.config_context(assume_finite=True, skip_parameter_validation=True):
        found = of_task(names, outputs, targets)
    return {name: found[name] for name in names}


def _of_numbers(names: Sequence[str], outputs: Array, targets: Array) -> dict[str, float | None]:
    from sklearn import metrics

    functions = {
        "mse": metrics.mean_squared_error,
        "rmse": metrics.root_mean_squared_error,
        "mae": metrics.mean_absolute_error,
        "r2": metrics.r2_score,
    }
    alone = len(targets) < 2
    return {
        name: None if name == "r2" and alone else float(functions[name](targets, outputs))
        for name in names
    }


def _of_classes(names: Sequence[str], outputs: Array, targets: Array) -> dict[str, float | None]:
    labels = targets.astype(np.intp)
    found: dict[str, float | None] = {}
    if not {"balanced_accuracy", "precision", "recall", "f1"}.isdisjoint(names):
        found |= _of_predictions(outputs, labels)
    if not {"roc_auc", "log_loss"}.isdisjoint(names):
        found |= _of_probabilities(names, probabilities(outputs), labels)
    return found


def _of_predictions(outputs: Array, labels: Array) -> dict[str, float | None]:
    from sklearn import metrics

    binary = outputs.ndim == 1
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        labels,
        predicted_classes(outputs).astype(np.intp),
        labels=[0, 1] if binary else None,
        zero_division=0,
    )
    found = {"precision": precision, "recall": recall, "f1": f1}
    undefined = {"recall", "f1"} if binary and not support[1] else set()
    return {
        "balanced_accuracy": float(recall[support > 0].mean()),
        **{
            name: None if name in undefined else float(values[1] if binary else values.mean())
            for name, values in found.items()
        },
    }


def _of_probabilities(names: Sequence[str], p: Array, labels: Array) -> dict[str, float | None]:
    from sklearn import metrics

    classes = 2 if p.ndim == 1 else p.shape[1]
    found: dict[str, float | None] = {}
    if "log_loss" in names:
        found["log_loss"] = float(metrics.log_loss(labels, p, labels=range(classes)))
    if "roc_auc" in names:
        defined = len(np.unique(labels)) == classes
        found["roc_auc"] = (
            float(metrics.roc_auc_score(labels, p, multi_class="ovr")) if defined else None
        )
    return found
