"""Names that are markup, and how they get into a run."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
STORED = ROOT / "tests" / "stored"
SCRIPT = "<script>window.hacked=1</script>"
IMAGE = "<img src=x onerror=window.hacked=2>"
BREAKOUT = "</script></style><b>\u2028&amp;"
HOSTILE = (SCRIPT, IMAGE, BREAKOUT)
CONFIG = f"""# {SCRIPT}
dataset: {{name: csv, path: hostile.csv, target: kind}}
model: {{name: mlp, hidden: [3]}}
train: {{epochs: 3, batch_size: 8}}
"""


def change(run, **values):
    """Put other values into the summary of a run; None takes one out."""
    told = json.loads(run.summary.read_text()) | values
    told = {key: value for key, value in told.items() if value is not None}
    run.summary.write_text(json.dumps(told))
