"""Set Up: a private Python environment for the motion server, in the extension's own folder. Only `session` knows Blender."""
