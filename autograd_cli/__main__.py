"""`python -m autograd_cli`: the same as `autograd`."""

from autograd_cli.cli.main import main

if __name__ == "__main__":
    main()
