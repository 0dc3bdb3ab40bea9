"""Pictures made of characters, for terminals."""
