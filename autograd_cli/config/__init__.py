"""A YAML file in, validated and complete settings out. No NumPy here: the CLI starts with this."""

from autograd_cli.config.describe import describe
from autograd_cli.config.errors import ConfigError, Problem, SettingError
from autograd_cli.config.load import Config, load
from autograd_cli.config.schema import Settings

__all__ = ["Config", "ConfigError", "Problem", "SettingError", "Settings", "describe", "load"]
