"""Published criticality scores of raw materials: context for a planner, never the engine (METHODS M13, M14)."""

from __future__ import annotations

import math

from ytterby.core.errors import PlanningError
from ytterby.core.estimate import Estimate
from ytterby.planning.inputs import require_not_negative, require_positive, require_share

CRITICAL_SUPPLY_RISK, CRITICAL_ECONOMIC_IMPORTANCE = 1.0, 2.8  # thresholds of the EU studies 2017, 2020, 2023


def governance_hhi(shares: dict[str, float], governance: dict[str, float], trade: dict[str, float]) -> float:
    """HHI_WGI-t = sum of share^2 * WGI * t over countries.

    ``governance`` 0..10, high = worse (the raw WGI turned round); ``trade`` > 1 for an export tax, quota or licence,
    < 1 for a trade agreement, 1 where a country is not named.
    """
    for country, share in shares.items():
        require_share(**{f"share of {country}": share})
        if country not in governance:
            raise PlanningError(f"No governance indicator for {country}.")
        if not 0 <= governance[country] <= 10:
            raise PlanningError(f"The governance indicator of {country} must lie between 0 and 10.")
    return sum(share**2 * governance[country] * trade.get(country, 1.0) for country, share in shares.items())


def import_reliance(*, production: float, imports: float, exports: float) -> float:
    """IR = net imports / (production + net imports), 0 for a net exporter."""
    require_not_negative(production=production, imports=imports, exports=exports)
    net = imports - exports
    if net <= 0:
        return 0.0
    return net / (production + net)


def supply_risk(*, hhi_global: float, hhi_eu: float, import_reliance: float, recycling: float,
                substitution: float) -> float:
    """SR = [HHI_GS IR/2 + HHI_EU (1 - IR/2)] (1 - EoL-RIR) SI_SR (European Commission methodology of 2017).

    ``recycling`` is the end-of-life recycling input rate, ``substitution`` the index SI_SR (1 = no substitute).
    """
    require_not_negative(global_concentration=hhi_global, eu_concentration=hhi_eu, substitution_index=substitution)
    require_share(import_reliance=import_reliance, recycling_rate=recycling)
    mix = hhi_global * import_reliance / 2 + hhi_eu * (1 - import_reliance / 2)
    return mix * (1 - recycling) * substitution


def supply_risk_range(*, hhi_global: Estimate, hhi_eu: Estimate, import_reliance: Estimate, recycling: Estimate,
                      substitution: Estimate) -> Estimate:
    """The range of SR over ranges of its inputs (published inputs are rounded): SR is monotone in each of them."""

    def value(hhis: str, recycled: str, reliance: float) -> float:
        return supply_risk(hhi_global=getattr(hhi_global, hhis), hhi_eu=getattr(hhi_eu, hhis),
                           import_reliance=reliance, recycling=getattr(recycling, recycled),
                           substitution=getattr(substitution, hhis))

    ends = (import_reliance.low, import_reliance.high)
    return Estimate(min(value("low", "high", ir) for ir in ends), value("best", "best", import_reliance.best),
                    max(value("high", "low", ir) for ir in ends))


def is_critical(supply_risk: float, economic_importance: float) -> bool:
    """SR >= 1 and EI >= 2.8: the official thresholds."""
    return supply_risk >= CRITICAL_SUPPLY_RISK and economic_importance >= CRITICAL_ECONOMIC_IMPORTANCE


def yale_criticality(*, supply_risk: float, vulnerability: float, environment: float) -> float:
    """Length of the criticality vector, 0..100: sqrt(SR^2 + VSR^2 + EI^2)/sqrt(3) (Graedel et al. 2012)."""
    for name, value in (("supply risk", supply_risk), ("vulnerability", vulnerability), ("environment", environment)):
        if not 0 <= value <= 100:
            raise PlanningError(f"The {name} must lie between 0 and 100, not {value:g}.")
    return math.sqrt((supply_risk**2 + vulnerability**2 + environment**2) / 3)


def concentration_score(hhi: float) -> float:
    """17.50 ln HHI - 61.18 within 0..100, HHI on the scale to 10,000 (Graedel et al., ES&T 46:1063, 2012)."""
    require_positive(hhi=hhi)
    if hhi > 10_000:
        raise PlanningError(f"An HHI is at most 10,000, not {hhi:g}.")
    return min(max(17.50 * math.log(hhi) - 61.18, 0.0), 100.0)


def geopolrisk(*, hhi: float, weighted_imports: float, imports: float, domestic: float) -> float:
    """HHI (0..1) times import risk: sum of governance risk times import, over domestic production plus imports.

    GeoPolRisk method as in the test workbook of its reference program (JOSS 10.21105/joss.09600).
    """
    require_share(hhi=hhi)
    require_not_negative(weighted_imports=weighted_imports, imports=imports, domestic_production=domestic)
    require_positive(supply=imports + domestic)
    return hhi * weighted_imports / (imports + domestic)


def usgs_supply_risk(*, disruption: float, trade_exposure: float, vulnerability: float) -> float:
    """(DP TE EV)^(1/3), each 0..1 (Nassar et al., Science Advances 2020)."""
    require_share(disruption_potential=disruption, trade_exposure=trade_exposure, economic_vulnerability=vulnerability)
    return float((disruption * trade_exposure * vulnerability) ** (1 / 3))
