"""Configs at random: right ones drawn from the schema, and what may stand in them by mistake."""

import json

from hypothesis import strategies as st

from autograd_cli.config.schema import (
    LISTED,
    METRICS,
    SINGLE,
    VARIANTS,
    Images,
    Settings,
    fits,
    name,
)
from autograd_cli.config.writer import block

# So that a training takes no time: the largest of what makes it long.
SIZES = {"epochs": 2, "n": 50, "d": 4, "hidden": 8, "classes": 5, "every_steps": 100}
SIZES |= {"channels": 4, "units": 8, "padding": 2}
_SLOW = {"digits", "breast_cancer", "diabetes", "wine", "parquet"}
_TABLES = ["t.csv", "t.npz", "t.npy", "none.csv", ""]
_WORDS = {
    "path": _TABLES,
    "target": ["y", "u", "z", "0"],
    "features": ["u", "v", "y", "z"],
    "categorical": ["u", "v"],
    "missing": ["", "0", "x"],
    "delimiter": [",", ";", "é"],
    "monitor": [f"{part}/{metric}" for part in ("train", "val") for metric in ("loss", *METRICS)],
    "class_weights": ["setosa", "a", "0", "1"],
}
_TEXT = st.text(st.characters(exclude_categories=()), max_size=8)


def _number(schema, whole, key):
    low = schema.get("minimum", schema.get("exclusiveMinimum", -3))
    high = schema.get("maximum", schema.get("exclusiveMaximum", 2**70 if whole else 1e300))
    high = min(high, SIZES.get(key, high))
    drawn = [low, high, low + 1, 2, 7, 1000, 2**70] if whole else [low, high, 0.5, 0.1, 1.0, 1e-9]
    open_low, open_high = "exclusiveMinimum" in schema, "exclusiveMaximum" in schema
    fitting = [
        value
        for value in drawn
        if (low < value if open_low else low <= value)
        and (value < high if open_high else value <= high)
    ]
    return st.sampled_from(fitting)


def _of(schema, key=""):
    """Values that a part of the JSON Schema of a section describes."""
    if "anyOf" in schema:
        return st.one_of([_of(part, key) for part in schema["anyOf"]])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    kind = schema["type"]
    if kind in ("integer", "number"):
        return _number(schema, kind == "integer", key)
    if kind == "array":
        return st.lists(_of(schema["items"], key), min_size=schema.get("minItems", 0), max_size=2)
    if "properties" in schema:
        return _section_of(schema)
    if kind == "object":
        weights = _of(schema["additionalProperties"])
        return st.dictionaries(st.sampled_from(_WORDS[key]), weights, max_size=3)
    return {
        "null": st.none(),
        "boolean": st.booleans(),
        "string": st.sampled_from(_WORDS.get(key, ["x"])),
    }[kind]


def _section(variant):
    """A section of this variant: what must be there, and some of what may."""
    return _section_of(variant.model_json_schema())


def _section_of(schema):
    settings = {key: _of(part, key) for key, part in schema["properties"].items()}
    required = [key for key in settings if key in schema.get("required", ())]
    return st.fixed_dictionaries(
        {key: settings.pop(key) for key in required},
        optional=settings,
    )


def _any_of(section, fits=lambda variant: True):
    variants = [v for v in VARIANTS[section] if name(v) not in _SLOW and fits(v)]
    return st.one_of([_section(variant) for variant in variants])


_TRAIN = _section(SINGLE["train"]).map(lambda train: {"epochs": 2, "batch_size": 8, **train})
_OF_TASK = {
    task: {
        "dataset": _any_of(
            "dataset",
            lambda v, task=task: getattr(v, "task", task) == task and not issubclass(v, Images),
        ),
        "model": _any_of("model", lambda v, task=task: task in v.tasks and not v.needs_images),
        "train": _TRAIN,
        "loss": st.none() | _any_of("loss", lambda v, task=task: v.task == task),
        "metrics": st.none()
        | st.lists(st.sampled_from([m for m in METRICS if fits(m, task)]), max_size=3, unique=True),
        "seed": st.sampled_from([0, 1, 2**70]),
        "optimizer": _any_of("optimizer"),
        "schedule": _any_of("schedule"),
        "early_stopping": st.none() | _section(SINGLE["early_stopping"]),
        "checkpoint": _section(SINGLE["checkpoint"]),
    }
    for task in ("binary", "multiclass", "regression")
}
# Digits in few steps; the files of the others are not there.
_OF_TASK["images"] = _OF_TASK["multiclass"] | {
    "dataset": _any_of("dataset", lambda v: issubclass(v, Images)),
    "model": _any_of("model", lambda v: "multiclass" in v.tasks),
    "train": _TRAIN.map(lambda train: train | {"batch_size": 700}),
}
_REQUIRED = ("dataset", "model", "train")
# Right in every section, which mostly fit each other.
VALID = st.one_of(
    [
        st.fixed_dictionaries(
            {key: sections[key] for key in _REQUIRED},
            optional={key: sections[key] for key in sections if key not in _REQUIRED},
        )
        for sections in _OF_TASK.values()
    ]
)
# Sections that always fit.
FITTING = st.sampled_from(
    [
        {
            "seed": 0,
            "dataset": {"name": "iris", "validation_fraction": 0.2, "standardize": False},
            "model": {"name": "mlp", "hidden": [4], "activation": "relu"},
            "loss": {"name": "cross_entropy"},
            "optimizer": {"name": "sgd", "lr": 0.01, "momentum": 0.0},
            "schedule": {"name": "cosine", "min_lr": 0.0},
            "train": {"epochs": 1, "batch_size": 30, "shuffle": True, "log_every": 2},
            "early_stopping": {"patience": 1},
            "checkpoint": {"every_steps": 3},
            "metrics": ["f1"],
        },
        {
            "dataset": {"name": "csv", "path": "t.csv", "target": "y", "features": ["u", "v"]},
            "model": {"name": "logistic_regression", "l2": 0.1},
            "loss": {"name": "binary_cross_entropy", "class_weights": {"a": 2}},
            "optimizer": {"name": "adam", "lr": 0.01},
            "train": {"epochs": 1, "batch_size": 10},
        },
        {
            "dataset": {"name": "linear", "n": 30, "noise": 0.1},
            "model": {"name": "least_squares", "bias": True},
            "schedule": {"name": "plateau", "patience": 0},
            "train": {"epochs": 2, "batch_size": None, "monitor": "val/r2"},
            "metrics": ["r2", "mae"],
        },
        {
            "dataset": {"name": "digits_images", "validation_fraction": 0.5},
            "model": {
                "name": "convnet",
                "layers": [
                    {"name": "conv", "channels": 2, "stride": 2},
                    {"name": "max_pool"},
                    {"name": "dropout", "p": 0.5},
                    {"name": "dense", "units": 4},
                ],
            },
            "train": {"epochs": 1, "batch_size": 400, "dtype": "float32"},
        },
    ]
)

_NAMED = VARIANTS | LISTED
KEYS = sorted(
    {"name", "extends", *Settings.key_names()}
    | {key for variants in _NAMED.values() for v in variants for key in v.key_names()}
    | {key for variant in SINGLE.values() for key in variant.key_names()}
)
_NAMES = [name(variant) for variants in _NAMED.values() for variant in variants]
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([0, 1, 2, 0.5, 1e-3, 2**1023, -(2**1024), *_NAMES, *_TABLES, *METRICS])
    | _TEXT
)
VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | _TEXT, inner, max_size=5)
    ),
    max_leaves=6,
)


def paths(document):
    """The key paths of a document's sections and settings, and of some that are not there."""
    found = [("new",)]
    for section, settings in document.items():
        found.append((section,))
        if isinstance(settings, dict):
            found += [(section, key) for key in [*settings, "new", "name"]]
            for number, layer in enumerate(_layers(settings)):
                at = (section, "layers", number)
                found += [at, *((*at, key) for key in [*layer, "new", "name"])]
    return found


def _layers(settings):
    """Those of a section, if they are any."""
    layers = settings.get("layers")
    right = isinstance(layers, list) and all(isinstance(layer, dict) for layer in layers)
    return layers if right else []


def changed(document, path, value):
    """A copy of `document` with `value` at `path`."""
    document = json.loads(json.dumps(document))
    *above, key = path
    section = document
    for part in above:
        section = section[part]
    section[key] = value
    return document


def tame(value, key=""):
    """`value` with every size in it that would be accepted, and take long, out of all bounds."""
    if isinstance(value, dict):
        return {key: tame(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [tame(part, key) for part in value]
    if isinstance(value, int) and key in SIZES and value > SIZES[key]:
        return 2**64
    return value


def written(document):
    """JSON, which YAML readers understand but for infinities and NaN, a setting on each line."""
    text = json.dumps(document, indent=1)
    return text.replace("Infinity", ".inf").replace("NaN", ".nan")


PUNCTUATION = list("{}[]:,-?!|>&*'\"\\%@`#=<~. \t\r\n\x85\u2028\ufeffé")
WORDS = ["true", "null", "1", "0x", "1e3", ".inf", ".nan", "a:", "&a", "*a", "!!int", "!!float"]
MARKS = ["!<x>", "!%41", "\\x", "\\u", "\\U00110000", "%YAML", "---", "...", "<<:", "|2", "\n  "]
_NO_TEXT = [b"\xff", b"\xc3", b"\0", b"\x1b", b"\xed\xa0\x80", b"[" * 40, b"{a: " * 40, b"- " * 40]
# What may have got into a file by mistake.
PIECES = st.sampled_from(
    [*(piece.encode() for piece in [*PUNCTUATION, *WORDS, *MARKS]), *_NO_TEXT]
) | st.binary(max_size=4)


@st.composite
def broken(draw, documents):
    """The bytes of one of `documents` with pieces put in, left out or said twice."""
    content = draw(st.sampled_from([block, written]))(draw(documents)).encode()
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        end = start + draw(st.sampled_from([0, 0, 0, 1, 2, 20]))
        piece = draw(PIECES | st.just(content[start:end] * 2))
        content = content[:start] + piece + content[end:]
    return content


@st.composite
def changes(draw, document):
    """A path in `document`, and a value for it: one of the right kind, or any other."""
    if draw(st.booleans()):
        path = draw(st.sampled_from(paths(document)))
        return path, tame(draw(VALUES), path[-1])
    known = [key for key, given in document.items() if isinstance(given, dict)]
    section = draw(st.sampled_from(known)) if known else "seed"
    variants = VARIANTS.get(section, [SINGLE[section]] if section in SINGLE else [])
    named = document[section].get("name") if known else None
    settings = [v for v in variants if section in SINGLE or name(v) == named]
    if not settings:
        return ("seed",), 3
    schema = settings[0].model_json_schema()["properties"]
    key = draw(st.sampled_from(sorted(schema)))
    return (section, key), draw(_of(schema[key], key))


@st.composite
def mistaken(draw, documents):
    """One of `documents` with something else in up to three places."""
    document = draw(documents)
    for _ in range(draw(st.integers(1, 3))):
        document = changed(document, *draw(changes(document)))
    return document
