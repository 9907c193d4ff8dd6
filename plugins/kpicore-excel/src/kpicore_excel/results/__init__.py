"""Results as a workbook: a sheet per stage with live formulas, parameters, summary, scorecard."""
