"""Tables of the user's own, for the tests of several files."""

import pytest
from learnable import MLP, SMALL

from autograd_cli import data
from autograd_cli.config import SettingError, Settings, schema
from autograd_cli.data import DataError
from autograd_cli.seeds import Seeds


@pytest.fixture
def build(tmp_path):
    """Builds the splits of a CSV, from its content and settings."""

    def build(content=SMALL, *, seed=0, model=MLP, loss=None, target="y", **settings):
        path = tmp_path / "t.csv"
        path.write_text(content)
        table = schema.CSV(name="csv", path=str(path), target=target, **settings)
        return data.build(Settings(dataset=table, model=model, loss=loss), Seeds(seed))

    return build


@pytest.fixture
def refused(tmp_path, build):
    """The message with which a CSV and settings are refused, without the path's folder."""

    def message(content=SMALL, **settings):
        with pytest.raises((SettingError, DataError)) as caught:
            build(content, **settings)
        assert caught.value.exit_code == 2
        return str(caught.value).replace(f"{tmp_path}/", "")

    return message
