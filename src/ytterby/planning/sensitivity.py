"""Which input an answer hangs on: the tornado for every day, Sobol indices behind a button (METHODS M15)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ytterby.core.errors import PlanningError
from ytterby.core.progress import SILENT, Progress
from ytterby.planning.distribution import Distribution

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lever:
    """An input of a model with its P10, base and P90."""

    name: str
    p10: float
    base: float
    p90: float

    @classmethod
    def of(cls, name: str, distribution: Distribution) -> Lever:
        return cls(name, distribution.quantile(0.1), distribution.quantile(0.5), distribution.quantile(0.9))


@dataclass(frozen=True, slots=True)
class Bar:
    """The answer with one lever at its P10 and at its P90, the others at base."""

    name: str
    at_p10: float
    at_p90: float

    @property
    def width(self) -> float:
        return abs(self.at_p90 - self.at_p10)


@dataclass(frozen=True, slots=True)
class Tornado:
    """Bars from the widest to the narrowest; ``base`` is the answer with every lever at base."""

    base: float
    bars: tuple[Bar, ...]


def tornado(model: Callable[[dict[str, float]], float], levers: Sequence[Lever],
            progress: Progress = SILENT) -> Tornado:
    """Each lever to its P10 and P90 in turn; 2 k + 1 runs of ``model``, which gets every lever by name."""
    base = {lever.name: lever.base for lever in levers}
    if len(base) != len(levers):
        raise PlanningError("Every lever needs its own name.")
    bars = []
    for done, lever in enumerate(levers):
        progress.step(done / max(len(levers), 1), lever.name)
        bars.append(Bar(lever.name, model(base | {lever.name: lever.p10}), model(base | {lever.name: lever.p90})))
    return Tornado(model(base), tuple(sorted(bars, key=lambda bar: -bar.width)))


@dataclass(frozen=True, slots=True)
class SobolIndex:
    """``first``: share of the variance this input explains alone; ``total``: with all it does together with others."""

    name: str
    first: float
    total: float


class _Quantiles:
    """A distribution as scipy wants it: ``ppf`` over an array."""

    def __init__(self, distribution: Distribution) -> None:
        self._distribution = distribution

    def ppf(self, probabilities: Any) -> Any:
        import numpy as np

        inner = np.clip(probabilities, 1e-12, 1 - 1e-12)
        return np.vectorize(self._distribution.quantile, otypes=[float])(inner)


def sobol(model: Callable[[Matrix], Matrix], inputs: Sequence[tuple[str, Distribution]], *, samples: int,
          seed: int) -> tuple[SobolIndex, ...]:
    """First-order and total indices (Sobol 1993, Saltelli et al. 2010); ``samples`` (k + 2) runs.

    ``model`` takes an array (k inputs, n samples) and returns n answers. ``samples`` is a power of two.
    """
    import numpy as np
    from scipy.stats import sobol_indices

    if samples < 2 or samples & (samples - 1):
        raise PlanningError(f"Sobol indices need a power of two of samples, not {samples}.")
    found = sobol_indices(func=lambda x: np.atleast_2d(model(x)), n=samples,
                          dists=[_Quantiles(distribution) for _, distribution in inputs],
                          rng=np.random.Generator(np.random.PCG64(seed)))
    return tuple(SobolIndex(name, float(first), float(total)) for (name, _), first, total in
                 zip(inputs, np.ravel(found.first_order), np.ravel(found.total_order), strict=True))


def main_driver(indices: Sequence[SobolIndex]) -> tuple[str, float]:
    """Name and share 0..1 of the input behind the largest part of the spread: "62 % comes from the licence wait"."""
    if not indices:
        raise PlanningError("There is no input to name.")
    largest = max(indices, key=lambda index: index.first)
    return largest.name, min(max(largest.first, 0.0), 1.0)
