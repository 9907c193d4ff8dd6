import pluggy

hookspec = pluggy.HookspecMarker("kpicore")
hookimpl = pluggy.HookimplMarker("kpicore")
