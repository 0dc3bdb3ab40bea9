"""autograd trace: one training step told op by op."""

from autograd_cli.cli.trace.command import trace, trace_cli

__all__ = ["trace", "trace_cli"]
