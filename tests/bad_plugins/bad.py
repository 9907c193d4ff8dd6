"""A bad plugin as a case: the contract that it is held to, the test that must fail for it, and what that says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen


@frozen
class Bad:
    """`given` are the attributes of the contract's subclass. Of everything it tests, `fails` alone must fail, and its
    message begin with `chinese` and hold `english`."""

    fails: str
    chinese: str
    english: str
    given: Mapping[str, Any] = field(factory=dict)


def contract_classes(
    contract: type, shared: Mapping[str, Any], cases: Mapping[str, Bad], module: str
) -> dict[str, type]:
    """A test class for each case, as an author of a plugin would write it."""
    return {
        f"Test{name}": type(f"Test{name}", (contract,), {**shared, **case.given, "__module__": module})
        for name, case in cases.items()
    }
