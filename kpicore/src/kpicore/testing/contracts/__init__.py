"""Contracts of plugins: what every source, calculator, grade mapper, exporter, form and scheme keeps, as tests.

A plugin's author subclasses one in a test module, says what there is to test, and inherits the tests. A test fails on
one rule, and says in words what is wrong and what to do, in Chinese and English, with the values. A test that has
nothing to look at is skipped, and says why. pytest is needed to run them, not to install kpicore.
"""

from kpicore.testing.contracts.calculator import CalculatorContract
from kpicore.testing.contracts.exporter import ExporterContract
from kpicore.testing.contracts.form import FormContract
from kpicore.testing.contracts.grade_mapper import GradeMapperContract
from kpicore.testing.contracts.scheme import SchemeContract
from kpicore.testing.contracts.source import SourceContract

__all__ = [
    "CalculatorContract",
    "ExporterContract",
    "FormContract",
    "GradeMapperContract",
    "SchemeContract",
    "SourceContract",
]
