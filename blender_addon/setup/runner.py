"""Runs a module in the private environment's Python, as `python -m` would, and ends at once when whoever started it is gone.

    python -I runner.py PLACE MODULE ARGUMENTS…      PLACE: what else to import from, a folder or a wheel; or nothing

Blender holds the other end of standard input. However Blender ends, the system closes that end, so that no pip goes on alone and
writes into an environment that the next Set Up works on. Nothing in Blender imports this file.
"""
import os
import runpy
import sys
import threading


def end_with_parent():
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass
    os._exit(70)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    _, place, module, *arguments = sys.argv
    if place:
        sys.path.insert(0, place)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
