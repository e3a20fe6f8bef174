"""Ytterby: rare earths in a bill of materials, and the export controls on them on a chosen day."""

__version__ = "0.1.0"
