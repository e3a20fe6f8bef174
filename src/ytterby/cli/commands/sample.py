"""``ytterby sample DIR``: the sample workbooks, to try the program on; with --template one to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from ytterby.core.errors import ReportError
from ytterby.resources import folder as resources_folder

TEMPLATE = "bill-template.xlsx"


def run(options: argparse.Namespace) -> int:
    """Write the files. Raises ReportError where one is there already or the folder can't be written."""
    target: Path = options.folder
    samples = () if options.template else sorted(resources_folder("samples").glob("*.xlsx"))
    names = [TEMPLATE] if options.template else [sample.name for sample in samples]
    try:
        for name in names:
            if (target / name).exists():
                raise ReportError("there is already such a file, and nothing is overwritten.",
                                  where=str(target / name), remedy="Choose another folder.")
        target.mkdir(parents=True, exist_ok=True)
        if options.template:
            from ytterby.report.template import write_template

            write_template(target / TEMPLATE)
        for sample in samples:
            with (target / sample.name).open("xb") as file:
                file.write(sample.read_bytes())
    except OSError as error:
        raise ReportError(f"the samples can't be written ({error.strerror}).", where=str(target),
                          remedy="Choose another folder.") from error
    for name in names:
        print(target / name)
    return 0
