"""What an outlook hangs on: each uncertain input to its low and high, and the share of the spread it makes.

The answer is the days of standstill of one product, the mean over all trials. Inputs are laid over the scenario as
changes, so that everything else in it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.exposure import Exposure
from ytterby.planning.distribution import Distribution, Lognormal, Uniform
from ytterby.planning.scenario import AddStock, Change, LicenceWait, ScaleDemand, Scenario, SetCorrelation, SetWait
from ytterby.planning.sensitivity import Lever, SobolIndex, Tornado, sobol, tornado
from ytterby.planning.simulate import simulate
from ytterby.planning.supply import Later

if TYPE_CHECKING:
    from datetime import date

    from ytterby.planning.sensitivity import Matrix

TRIALS = 500  # per run: the same draws in each, so that differences are far less noisy than their size tells
SPREAD = 1.6  # a median wait whose 90 % point lies this far above it: as far apart as the dated priors are
SAMPLES = 32  # of the Sobol indices; a power of two
WAIT, APPROVAL, DEMAND, STOCK, TOGETHER = "median wait", "approval", "use", "stock", "waiting together"


@dataclass(frozen=True, slots=True, eq=False)
class Drivers:
    """A scenario whose inputs are varied. ``product`` is the place of the product among those of the exposure."""

    exposure: Exposure
    scenario: Scenario
    wait: LicenceWait
    as_of: date
    seed: int
    product: int
    later: tuple[Later, ...] = ()

    def stop_days(self, values: dict[str, float]) -> float:
        """Mean days of standstill of the product with these inputs."""
        scenario = replace(self.scenario, changes=(*self.scenario.changes, *self._changes(values)))
        found = simulate(self.exposure, scenario, as_of=self.as_of, wait=self.wait, seed=self.seed, trials=TRIALS,
                         later=self.later, fans=())
        return found.products[self.product].stop_days

    def _changes(self, values: dict[str, float]) -> tuple[Change, ...]:
        median = values[WAIT]
        return (SetWait(median, median * self.wait.p90_days / self.wait.median_days, values[APPROVAL]),
                ScaleDemand(values[DEMAND]), AddStock(values[STOCK]), SetCorrelation(values[TOGETHER]))

    def inputs(self) -> tuple[tuple[str, Distribution], ...]:
        """Names and distributions: the wait as wide as the public priors differ, approval a fifth up and down."""
        low, high = max(self.wait.approval - 0.2, 0.05), min(self.wait.approval + 0.2, 1.0)
        return ((WAIT, Lognormal.from_median_p90(self.wait.median_days, SPREAD * self.wait.median_days)),
                (APPROVAL, Uniform(low, max(high, low + 0.01))), (DEMAND, Uniform(0.8, 1.25)),
                (STOCK, Uniform(0.0, 30.0)), (TOGETHER, Uniform(0.5, 1.0)))

    def tornado(self, progress: Progress = SILENT) -> Tornado:
        """Each input to its P10 and P90, the others at their middle: 11 runs."""
        return tornado(self.stop_days, [Lever.of(name, distribution) for name, distribution in self.inputs()], progress)

    def sobol(self, progress: Progress = SILENT) -> tuple[SobolIndex, ...]:
        """Which share of the spread each input makes: SAMPLES x 7 runs."""
        inputs = self.inputs()
        return sobol(_over(self.stop_days, [name for name, _ in inputs], SAMPLES * (len(inputs) + 2), progress), inputs,
                     samples=SAMPLES, seed=self.seed)


def _over(model: Callable[[dict[str, float]], float], names: Sequence[str], runs: int,
          progress: Progress) -> Callable[[Matrix], Matrix]:
    """The model over the columns of an array (inputs, samples)."""
    done = 0

    def each(x: Matrix) -> Matrix:
        nonlocal done
        import numpy as np

        flat = x.reshape(len(names), -1)
        found = np.empty(flat.shape[1])
        for place in range(flat.shape[1]):
            progress.step(min(done / runs, 1.0), "what the spread comes from")
            found[place] = model(dict(zip(names, flat[:, place].tolist(), strict=True)))
            done += 1
        return found.reshape(x.shape[1:])

    return each
