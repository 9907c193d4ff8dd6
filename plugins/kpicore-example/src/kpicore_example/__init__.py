"""A plugin to copy from: one calculator and one metric source."""
