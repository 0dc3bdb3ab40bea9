"""autograd runs: what to do with the runs on disk, a command each."""
