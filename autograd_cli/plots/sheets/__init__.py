"""Pictures laid out in pixels: tiles of images, and the confusion matrix."""
