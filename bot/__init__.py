import sys

# python-telegram-bot loads httpx, which loads a whole library of coloured output for a command
# line of its own that nobody here calls. Without it we start sooner, and four megabytes smaller.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
