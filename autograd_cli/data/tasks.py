"""What is to be learned from a column, where the config leaves that to the data."""

from autograd_cli.config import SettingError, Settings
from autograd_cli.config.schema import CLASSES, Table, Task

MOST_CLASSES = 1000  # more different values than that are no classes
_FEW = 20  # different whole numbers that may as well be classes


def task(
    settings: Settings, *, different: int | None, whole: bool = False, words: bool = False
) -> Task:
    """The task of a table whose target has so many `different` values; None is > MOST_CLASSES.

    `words` are always classes. Of numbers it is what dataset, loss or model say, in this order;
    where these leave a choice, numbers are for regression, unless they are few and `whole`.

    Raises SettingError if that cannot be told, or classes are too few or too many.
    """
    asked = settings.dataset.task if isinstance(settings.dataset, Table) else None
    likely = asked or ("classification" if words else settings.likely_task())
    if likely is None and whole and different is not None and different <= _FEW:
        raise SettingError(
            ("dataset", "task"),
            f"the target's {different} different values, all whole numbers, may be classes or "
            "amounts; say classification or regression",
        )
    if likely != "classification" and likely not in CLASSES:
        return "regression"
    if different is None or different < 2:
        values = f"more than {MOST_CLASSES} different values" if different is None else "one value"
        raise SettingError(("dataset", "target"), f"the column has {values}: no classes to learn")
    return "binary" if different == 2 else "multiclass"
