"""Every model of the zoo, a few steps from YAML to a run on disk, in seconds. Run this first."""

import json

import pytest

from autograd_cli import config, data, runs, train, zoo
from autograd_cli.seeds import Seeds

CASES = {
    "logistic": "{dataset: {name: iris_binary}, model: {name: logistic_regression}}",
    "least squares": "{dataset: {name: synthetic_regression}, model: {name: least_squares}}",
    "bias": "{dataset: {name: synthetic_regression}, model: {name: least_squares, bias: true}}",
    "mlp, two classes": "{dataset: {name: iris_binary}, model: {name: mlp, hidden: [3]}}",
    "mlp, three classes": "{dataset: {name: iris}, model: {name: mlp, activation: sigmoid}}",
    "mlp, numbers": "{dataset: {name: synthetic_regression}, model: {name: mlp, hidden: [3, 2]}}",
    "mlp without hidden layers": "{dataset: {name: iris}, model: {name: mlp, hidden: []}}",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_three_epochs_make_the_loss_smaller_and_a_run(text, tmp_path):
    file = tmp_path / "tiny.yaml"
    file.write_text(text)
    configured = config.load(file, ["train={epochs: 3, batch_size: 4}", "optimizer.momentum=0.5"])
    settings = configured.settings
    seeds = Seeds(settings.seed)
    splits = data.build(settings, seeds)
    model = zoo.build(settings.model, splits.shape, splits.outputs, seeds)
    about = splits.about()
    with runs.create(configured, about, runs_dir=tmp_path / "runs", name="tiny") as run:
        for record in train.loop(model, splits, settings):
            run.append(record)
        run.finish("completed")

    summary = json.loads(run.folder.summary.read_text())
    assert summary["status"] == "completed"
    assert summary["epochs"] == 3
    assert summary["final"]["train/loss"] < summary["initial"]["train/loss"]
    assert len(run.folder.metrics.read_text().splitlines()) == 3
