"""The motion models: no HTTP and no Blender in here."""
