"""The renderers: one module per target, the same function `render` in each."""
