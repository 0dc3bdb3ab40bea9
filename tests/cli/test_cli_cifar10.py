"""CIFAR-10's files on the command line: trained on, resumed, evaluated; bad ones are refused."""

import gzip
import json

import cifar
import pytest

from autograd_cli import runs

CONFIG = """
dataset: {name: cifar10, path: cifar-10-python.tar.gz}
model: {name: mlp, hidden: [16]}
optimizer: {name: sgd, lr: 0.01}
train: {epochs: 3, batch_size: 20}
"""
NOTE = "note: 200 train and 50 test images, in the format of CIFAR-10, not its official files\n"
AGAIN = "Download it again from https://www.cs.toronto.edu/~kriz/cifar.html.\n"


@pytest.fixture
def archive(tmp_path):
    """Writes an archive beside the config; by default one that is right."""

    def write(content=None, name="cifar-10-python.tar.gz"):
        (tmp_path / name).write_bytes(cifar.archive() if content is None else content)
        return name

    return write


def test_the_shipped_config_trains_on_200_images(archive, configs, run_cli, tmp_path):
    words = ["--no-plots", "-q", "train.epochs=2", "optimizer.lr=0.01"]
    path = tmp_path / archive()
    answer = run_cli("train", configs / "cifar10_convnet.yaml", f"dataset.path={path}", *words)
    assert (answer.exit_code, answer.stderr) == (0, NOTE)
    run = runs.RunFolder(tmp_path / answer.stdout.strip())
    assert runs.summary(run)["best"]["metrics"]["val/accuracy"] > 0.5
    told = runs.preprocessing(run)
    assert (told["train_examples"], told["validation_examples"]) == (200, 50)
    assert told["class_names"] == cifar.CLASSES
    assert f"note: {told['note']}\n" == NOTE


@pytest.mark.parametrize("version", ["python", "binary"])
def test_it_is_evaluated_on_the_test_images_of_either_format(
    version, archive, config_file, run_cli, tmp_path
):
    archive()
    run_cli("train", config_file(CONFIG), "--no-plots", "-q")
    name = archive(cifar.archive(version), f"cifar-10-{version}.tar.gz")
    own = json.loads(run_cli("evaluate", "latest", "--json").stdout)["metrics"]
    answer = run_cli("evaluate", "latest", "--data", name, "--json")
    assert answer.exit_code == 0, answer.stderr
    assert json.loads(answer.stdout)["metrics"] == {name: own["val"]}
    (tmp_path / "unpacked").mkdir()
    cifar.unpacked(tmp_path / "unpacked", version)
    answer = run_cli("evaluate", "latest", "--data", "unpacked", "--json")
    assert json.loads(answer.stdout)["metrics"] == {"unpacked": own["val"]}


def test_a_resumed_training_is_the_same(archive, trained, config_file, run_cli, outcome, tmp_path):
    archive()
    config = config_file(CONFIG)
    whole = trained(config, runs_dir=tmp_path / "whole")
    half = trained(config, "train.epochs=2")
    cifar.unpacked(tmp_path)
    (tmp_path / "cifar-10-python.tar.gz").unlink()
    moved = f"dataset.path={tmp_path}"
    answer = run_cli("resume", half.id, "--epochs", 3, "--override", moved, "--no-plots")
    assert answer.exit_code == 0, answer.stderr
    found, expected = outcome(half), outcome(whole)
    for name in ("metrics.jsonl", "checkpoints/last.safetensors", "preprocess.json"):
        assert found[name] == expected[name]


def test_a_resume_does_not_go_on_with_other_images(archive, trained, config_file, run_cli):
    archive()
    run = trained(config_file(CONFIG))
    archive(cifar.archive(train=150))
    answer = run_cli("resume", run.id, "--epochs", 4)
    assert answer.exit_code == 2
    assert answer.stderr.endswith(
        f"error: the data is not what {run.id} was trained on: its fingerprint has changed\n"
        "Put the data back, or train a new run.\n"
    )


HOSTILE = b"\x80\x02cos\nmkdir\nU\x05owned\x85R."
PLACE = "{dir}/cifar-10-python.tar.gz"
REFUSED = {
    "cut short": (
        lambda: cifar.archive()[:100_000],
        f"error: cannot read {PLACE}: it is cut short\n{AGAIN}",
    ),
    "not whole": (
        lambda: cifar.tar({k: v for k, v in cifar.files().items() if k != "data_batch_2"}),
        f"error: {PLACE} has no data_batch_2\nAll files of an archive are needed. {AGAIN}",
    ),
    "a web page": (
        lambda: b"<!DOCTYPE html>\n<html><title>404 Not Found</title></html>\n",
        f"error: {PLACE} is a web page: the download failed\nDownload cifar-10-python.tar.gz "
        "(170 MB) from https://www.cs.toronto.edu/~kriz/cifar.html.\n",
    ),
    "a corrupt gzip": (
        lambda: gzip.compress(b"x" * 512)[:-8] + bytes(8),
        f"error: cannot read {PLACE}: it is no tar file, or a number in it is damaged\n{AGAIN}",
    ),
    "a hostile pickle": (
        lambda: cifar.tar(cifar.files() | {"data_batch_3": HOSTILE}),
        f"error: {PLACE}: data_batch_3 cannot be read as a pickle: byte 12: it asks for "
        "os.mkdir, not for an array\nIt is damaged, or was made to do harm: nothing in it was "
        f"run. {AGAIN}",
    ),
}


@pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(content, told, archive, config_file, run_cli, tmp_path):
    archive(content())
    for command in (["train"], ["config", "check"]):
        answer = run_cli(*command, config_file(CONFIG))
        expected = told.replace("{dir}", str(tmp_path))
        assert (answer.exit_code, answer.stdout, answer.stderr) == (2, "", expected)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "cifar-10-python.tar.gz",
        "config.yaml",
    ]


def test_what_is_not_there_is_told_at_its_place_in_the_config(config_file, run_cli, tmp_path):
    answer = run_cli("train", config_file(CONFIG))
    assert (answer.exit_code, answer.stderr) == (
        2,
        f"error: {tmp_path}/config.yaml:2:32: dataset.path: there is no file or folder "
        f"{tmp_path}/cifar-10-python.tar.gz. Download cifar-10-python.tar.gz (170 MB) from "
        "https://www.cs.toronto.edu/~kriz/cifar.html; its path goes here\n",
    )
