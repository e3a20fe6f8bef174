"""``python -m ytterby``."""

from ytterby.cli.main import entry

entry()
