"""What a model does and how its weights move, on pictures with axes."""
