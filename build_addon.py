#!/usr/bin/env python3
"""Motion Prompt's one tool: demo, test, build, ui and bench. It needs Python 3.11 and nothing else.

    python3 build_addon.py demo "a person walks forward and waves"
    python3 build_addon.py test
"""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tools import environment  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 where it went well, 1 with a sentence on stderr where it did not."""
    options = _parser().parse_args(arguments)
    try:
        environment.use_new_enough_python()
        return options.run(options)
    except environment.ToolError as error:
        print(f"build_addon: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("build_addon: stopped.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--torch-index", metavar="URL", help="install PyTorch from this package index (its own CPU or CUDA builds)")
    parser = argparse.ArgumentParser(prog="build_addon.py", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)

    demo = commands.add_parser("demo", parents=[common], help="a prompt becomes keyframes in Blender: a .blend, a picture, a film")
    demo.add_argument("prompt", nargs="?", default="a person walks forward and waves")
    demo.add_argument("--seconds", type=float, default=7.0, help="length of the motion (default 7)")
    demo.add_argument("--seed", type=int, default=6, help="the same seed gives the same motion (default 6)")
    demo.add_argument("--takes", type=int, default=1, help="how many takes to ask for; the first is kept (default 1)")
    demo.add_argument("--pins", type=int, default=0, metavar="N", help="then keep N poses of it pinned and complete them to another motion")
    demo.add_argument("--out", type=Path, default=environment.ROOT / "demo", metavar="DIR", help="where the files go (default demo/)")
    demo.set_defaults(run=_demo)

    test = commands.add_parser("test", parents=[common], help="run every test, in Blender 4.2, 4.5 and 5.0 too")
    test.set_defaults(run=_test)

    build = commands.add_parser("build", parents=[common], help="make the extension's zip and let Blender check it")
    build.set_defaults(run=_build)

    window = commands.add_parser("ui", parents=[common], help="click through the panel in a real Blender window (Debian, root)")
    window.add_argument("--suite", choices=("trixie", "sid"), default="trixie", help="trixie has Blender 4.3, sid the newest")
    window.add_argument("--chroot", type=Path, metavar="DIR", help="where Blender is installed (default: below the temporary folder)")
    window.add_argument("--out", type=Path, default=environment.ROOT / "docs/images", metavar="DIR", help="where the pictures go")
    window.set_defaults(run=_ui)

    bench = commands.add_parser("bench", parents=[common], help="how fast it is on this machine, in parts")
    bench.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to FILE")
    bench.add_argument("--repeats", type=int, default=10, help="how often each thing is timed (default 10)")
    bench.set_defaults(run=_bench)
    return parser


def _demo(options: argparse.Namespace) -> int:
    from tools import demo

    return demo.run(options)


def _test(options: argparse.Namespace) -> int:
    from tools import tests

    return tests.run(options)


def _build(options: argparse.Namespace) -> int:
    from tools import package

    return package.run(options)


def _ui(options: argparse.Namespace) -> int:
    from tools import window

    return window.run(options)


def _bench(options: argparse.Namespace) -> int:
    from tools import bench

    return bench.run(options)


if __name__ == "__main__":
    sys.exit(main())
