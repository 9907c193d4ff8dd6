"""What pytest loads where kpicore is installed: it has the asserts of the contracts show their values.

It stands beside the package, not in it: pytest loads it in every run, and importing a module of `kpicore` would import
`kpicore` each time, for tests that may have nothing to do with it.
"""

import pytest

pytest.register_assert_rewrite("kpicore.testing.contracts")
