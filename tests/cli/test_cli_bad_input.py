"""Every mistake of a user: one message on stderr, an exit code, no traceback, no run."""

import os

import pytest

LINEAR = "dataset: {name: synthetic_regression}\nmodel: {name: least_squares}\n"
LOGISTIC = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"
HUGE = "dataset={name: synthetic_regression, n: 100000000, d: 100000}"

# The config's text, further words, and the whole of stderr; {file} and {dir} stand for themselves.
CONFIGS = {
    "broken YAML": (
        "dataset: [\n",
        [],
        "error: {file}:2:1: while parsing a flow node expected the node content, but found "
        "'<stream end>'",
    ),
    "an empty file": (
        "",
        [],
        "error: {file}:1:1: the file is empty\n"
        "A config has the keys extends, seed, dataset, model, loss, optimizer, schedule, train, "
        "early_stopping, checkpoint, metrics.",
    ),
    "not UTF-8": (b"seed: \xff\n", [], "error: {file}:1:7: byte 0xff is not UTF-8"),
    "a wrong type": (
        LOGISTIC + "train: {epochs: many}\n",
        [],
        'error: {file}:3:17: train.epochs: input should be a valid integer; given "many"',
    ),
    "a rate of zero": (
        LOGISTIC + "optimizer: {lr: 0.0}\n",
        [],
        "error: {file}:3:17: optimizer.lr: input should be greater than 0; given 0.0",
    ),
    "no epochs, and a wrong key beside": (
        LOGISTIC + "train:\n  epochs: 0\n  shufle: true\n",
        [],
        "error: {file}:4:11: train.epochs: input should be greater than or equal to 1; given 0\n"
        "{file}:5:3: train.shufle: unknown key; did you mean shuffle? (choose from epochs, "
        "batch_size, shuffle, "
        "clip_norm, dtype, monitor, log_every)",
    ),
    "an unknown dataset": (
        "dataset: {name: irises}\nmodel: {name: mlp}\nloss: {name: cross_entropy}\n",
        [],
        'error: {file}:1:17: dataset.name: unknown dataset "irises"; did you mean iris? (choose '
        "from iris_binary, iris, wine, breast_cancer, digits, diabetes, synthetic_regression, "
        "linear, sine, moons, circles, spirals, digits_images, cifar10, images, csv, parquet, npz, "
        "npy)",
    ),
    "a key given twice": (
        LOGISTIC + "seed: 1\nseed: 2\n",
        [],
        "error: {file}:4:1: seed: duplicate key, first given at {file}:3:1",
    ),
    "a batch larger than the data": (
        LOGISTIC + "train:\n  batch_size: 81\n",
        [],
        "error: {file}:4:15: train.batch_size: a batch of 81 is more than the 80 examples of the "
        "training part; null takes them all",
    ),
    "a batch larger than the data, in an override": (
        LOGISTIC,
        ["train.batch_size=101"],
        "error: command line, 'train.batch_size=101': train.batch_size: a batch of 101 is more "
        "than the 80 examples of the training part; null takes them all",
    ),
    "a fraction that leaves nothing": (
        LOGISTIC,
        ["dataset.validation_fraction=0.999"],
        "error: command line, 'dataset.validation_fraction=0.999': dataset.validation_fraction: "
        "0.999 of 100 examples leaves 0 for training and 100 for validation",
    ),
    "a default fraction that leaves nothing": (
        LINEAR,
        ["dataset.n=2"],
        "error: {file}:1:1: dataset.validation_fraction: 0.2 of 2 examples leaves 2 for training "
        "and 0 for validation",
    ),
    "an override without a value": (
        LOGISTIC,
        ["optimizer.lr"],
        "error: command line, 'optimizer.lr': not of the form KEY=VALUE, as optimizer.lr=0.1",
    ),
    "a negative seed": (
        LOGISTIC,
        ["--seed=-1"],
        "error: command line, 'seed=-1': seed: input should be greater than or equal to 0; "
        "given -1",
    ),
    "a name for the run that cannot be": (
        LOGISTIC,
        ["--name", "a/b"],
        "error: 'a/b' cannot name a run\n"
        "Use 1 to 100 letters, digits and . _ - + = and no spaces or slashes.",
    ),
    "a file in the place of the runs": (
        LOGISTIC,
        ["--runs-dir", "{file}"],
        "error: cannot write a run under {file}: File exists\n"
        "Choose another place with --runs-dir.",
    ),
    "runs where nothing can be written": (
        LOGISTIC,
        ["--runs-dir", "/proc/autograd"],
        "error: cannot write a run under /proc/autograd: No such file or directory\n"
        "Choose another place with --runs-dir.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "message"), CONFIGS.values(), ids=CONFIGS)
def test_a_mistake_is_told_and_no_run_is_made(run_cli, config_file, tmp_path, text, words, message):
    file = config_file(text)
    words = [word.replace("{file}", str(file)) for word in words]
    answer = run_cli("train", file, "--no-plots", *words)
    assert answer.stderr == message.replace("{file}", str(file)) + "\n"
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize("command", ["train", "gradcheck"])
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nothing.yml", "No such file or directory"),
        (".", "Is a directory"),
        ("x" * 300, "File name too long"),
    ],
)
def test_a_config_that_cannot_be_read(run_cli, command, path, reason):
    answer = run_cli(command, path)
    assert answer.stderr == f"error: {path}: cannot read the config: {reason}\n"
    assert (answer.exit_code, answer.stdout) == (2, "")


def test_gradcheck_tells_of_a_config_as_train_does(run_cli, config_file):
    file = config_file(LOGISTIC + "trian: {}\n")
    answers = [run_cli(command, file) for command in ("train", "gradcheck")]
    assert answers[0].stderr == answers[1].stderr != ""
    assert answers[0].exit_code == answers[1].exit_code == 2
    answer = run_cli("gradcheck", config_file(LOGISTIC), "dataset.validation_fraction=0.001")
    assert answer.exit_code == 2
    assert "leaves 100 for training and 0 for validation" in answer.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["train"], "Missing argument 'CONFIG'"),
        (["plot"], "Missing argument 'RUN'"),
        (["nothing"], "No such command 'nothing'"),
        (["train", "config.yaml", "--seed", "x"], "Invalid value for '--seed'"),
        (["train", "config.yaml", "--nothing"], "No such option: --nothing"),
        (["evaluate", "latest", "further"], "unexpected extra argument"),
        (["list", "a", "b"], "unexpected extra argument"),
    ],
)
def test_a_wrong_command_line_is_told_with_where_to_find_help(run_cli, words, message):
    answer = run_cli(*words)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert message in answer.stderr
    assert answer.stderr.startswith("Usage: autograd")
    assert "-h" in answer.stderr


@pytest.mark.parametrize(
    "override",
    [HUGE, "model={name: mlp, hidden: [1000000, 1000000, 1000000]}"],
    ids=["data", "model"],
)
def test_what_needs_more_memory_than_there_is_ends_with_a_message(run_cli, config_file, override):
    others = "model={name: least_squares}" if override == HUGE else "dataset={name: iris}"
    answer = run_cli("train", config_file(), override, others, "--no-plots")
    assert answer.exit_code in (1, 2)
    assert answer.stderr.startswith("error: ")
    assert "memory" in answer.stderr or "allocate" in answer.stderr


def test_the_messages_are_the_same_from_a_process_of_its_own(spawn, config_file, tmp_path):
    file = config_file(LOGISTIC + "optimizer: {lr: -1}\n")
    answer = spawn("train", file, "--no-plots")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        f"error: {file}:3:17: optimizer.lr: input should be greater than 0; given -1\n"
    )
    assert not (tmp_path / "runs").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no arguments that are no text")
@pytest.mark.parametrize("word", [b"\xff=1", b"train.\xff=1", b"seed=\xff", b"\xff"])
def test_an_argument_that_is_no_text_is_a_mistake_like_any_other(spawn, config_file, word):
    answer = spawn("train", config_file(), os.fsdecode(word), "--no-plots")
    assert answer.returncode == 2
    assert answer.stderr.startswith("error: command line, ")
    assert "Traceback" not in answer.stderr


def test_a_bug_of_ours_keeps_its_traceback_and_exits_with_1(spawn, config_file, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "safetensors.py").write_text("raise RuntimeError('a bug')")
    answer = spawn("train", config_file(), env={"PYTHONPATH": str(tmp_path / "broken")})
    assert answer.returncode == 1
    assert "Traceback" in answer.stderr
    assert answer.stderr.endswith("RuntimeError: a bug\n")
