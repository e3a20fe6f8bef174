"""``ytterby sample DIR``: the sample workbooks, to try the program on."""

from __future__ import annotations

import argparse
from pathlib import Path

from ytterby.core.errors import ReportError
from ytterby.resources import folder as resources_folder


def run(options: argparse.Namespace) -> int:
    """Copy the samples. Raises ReportError where one is there already or the folder can't be written."""
    target: Path = options.folder
    samples = sorted(resources_folder("samples").glob("*.xlsx"))
    try:
        for sample in samples:
            if (target / sample.name).exists():
                raise ReportError("there is already such a file, and nothing is overwritten.",
                                  where=str(target / sample.name), remedy="Choose another folder.")
        target.mkdir(parents=True, exist_ok=True)
        for sample in samples:
            with (target / sample.name).open("xb") as file:
                file.write(sample.read_bytes())
            print(target / sample.name)
    except OSError as error:
        raise ReportError(f"the samples can't be written ({error.strerror}).", where=str(target),
                          remedy="Choose another folder.") from error
    return 0
