"""The options of commands, in groups: one file a group, each with a heading in ``--help``.

An option that sets a setting has the name of its key, such as ``--fail-on``, and no default: it becomes a layer
over the settings files by itself.
"""
