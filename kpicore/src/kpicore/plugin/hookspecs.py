"""The hooks that a plugin implements."""

import pluggy

hookspec = pluggy.HookspecMarker("kpicore")
hookimpl = pluggy.HookimplMarker("kpicore")
