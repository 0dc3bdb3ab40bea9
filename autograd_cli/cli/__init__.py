"""The commands. Nothing here loads NumPy before a command needs it."""
