"""Ctrl-C: the first asks, the second interrupts, and afterwards all is as before."""

import signal
import threading

import pytest

from autograd_cli.cli.interrupt import stop_requests


@pytest.fixture(autouse=True)
def _python_is_asked():
    """Python's own handler, which a process in the background is started without."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_the_first_asks_and_the_second_interrupts():
    with stop_requests() as stop_asked:
        assert not stop_asked()
        signal.raise_signal(signal.SIGINT)
        assert stop_asked()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_afterwards_the_handler_is_what_it_was():
    before = signal.getsignal(signal.SIGINT)

    def fail():
        with stop_requests():
            assert signal.getsignal(signal.SIGINT) != before
            raise ValueError("an error")

    with pytest.raises(ValueError, match="an error"):
        fail()
    assert signal.getsignal(signal.SIGINT) == before


def test_in_another_thread_nobody_asks():
    found = []

    def work():
        with stop_requests() as stop_asked:
            found.append(stop_asked())

    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [False]
    assert signal.getsignal(signal.SIGINT) == before
