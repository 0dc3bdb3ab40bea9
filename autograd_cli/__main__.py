"""`python -m autograd_cli`: the same as `autograd`."""

from autograd_cli.cli.app import main

if __name__ == "__main__":
    main()
