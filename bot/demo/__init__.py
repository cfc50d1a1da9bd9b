"""The demo: a made-up organisation whose whole first round can be tried in one page."""

from bot.demo.showing import run_demo

__all__ = ["run_demo"]
