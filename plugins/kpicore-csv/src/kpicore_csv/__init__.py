"""CSV files as metric sources, and scores as CSV files."""
