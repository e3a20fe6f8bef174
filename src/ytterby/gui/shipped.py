"""What every assessment of a window rests on beside its bill: rules, knowledge, and results of the one before."""

from __future__ import annotations

from pathlib import Path

from ytterby.core.errors import RegulationError
from ytterby.core.progress import Progress

_WAY_OUT = "Mend it and press F5, or leave own rules out on the page Rules."


class Shipped:
    """Rules and knowledge as shipped, loaded once, and the results kept between assessments."""

    def __init__(self, progress: Progress) -> None:
        from ytterby.identification.knowledge import Knowledge
        from ytterby.regulation.rulebook import Rulebook
        from ytterby.workspace.memo import Memo

        progress.step(0.1, "Loading the rules")
        self.rulebook = Rulebook.shipped()
        progress.step(0.6, "Loading materials and part families")
        self.knowledge = Knowledge.shipped()
        self.memo = Memo()
        self._own = ""

    def with_rules(self, own: str) -> None:
        """Read the rules anew where another folder of the user's own goes with them. Raises RegulationError."""
        if own != self._own:
            from ytterby.regulation.rulebook import Rulebook

            try:
                self.rulebook = Rulebook.with_own((Path(own),) if own else ())
            except RegulationError as error:
                raise RegulationError(error.what, where=error.where, remedy=_WAY_OUT) from error
            self._own = own
