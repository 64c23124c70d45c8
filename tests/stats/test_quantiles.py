"""Quantiles against scipy's, and where scipy is less exact against the definition in sixty digits."""

from __future__ import annotations

from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from framing.stats.quantiles import gamma_above, gamma_below, normal_quantile

SHAPES = np.concatenate([np.geomspace(0.02, 5, 400), np.linspace(5, 500, 500), np.geomspace(500, 1e6, 40)])
TAILS = (0.0005, 0.005, 0.025, 0.05, 0.25)


@pytest.mark.parametrize("p", TAILS)
def test_lower_quantiles_are_scipys(p: float):
    """To twelve digits, from shapes of a few hundredths to a million."""
    expected = special.gammaincinv(SHAPES, p)
    known = expected > 1e-290
    assert known.sum() > 900
    np.testing.assert_allclose(gamma_below(SHAPES, p)[known], expected[known], rtol=1e-12)


@pytest.mark.parametrize("p", TAILS)
def test_upper_quantiles_are_scipys(p: float):
    """To twelve digits."""
    shapes = SHAPES[SHAPES >= 1]
    np.testing.assert_allclose(gamma_above(shapes, p), special.gammainccinv(shapes, p), rtol=1e-12)


@given(st.floats(0.05, 1e4), st.floats(1e-4, 0.49))
def test_below_a_lower_quantile_lies_its_share(shape: float, p: float):
    """The distribution function leads back."""
    assert float(special.gammainc(shape, gamma_below(shape, p))) == pytest.approx(p, rel=1e-10)


@given(st.floats(1, 1e4), st.floats(1e-4, 0.49))
def test_above_an_upper_quantile_lies_its_share(shape: float, p: float):
    """So does its complement."""
    assert float(special.gammaincc(shape, gamma_above(shape, p))) == pytest.approx(p, rel=1e-10)


@given(st.lists(st.floats(0.1, 300), min_size=1, max_size=12), st.randoms())
def test_a_quantile_depends_on_its_shape_alone(shapes: list[float], random):
    """Neither on what it is asked together with nor on the order: tables are the same byte for byte."""
    together = dict(zip(shapes, gamma_below(shapes, 0.025).tolist(), strict=True))
    random.shuffle(shapes)
    assert [together[shape] for shape in shapes] == gamma_below(shapes, 0.025).tolist()
    assert [float(gamma_below(shape, 0.025)) for shape in shapes] == [together[shape] for shape in shapes]
    above = gamma_above(np.array(shapes) + 1, 0.025).tolist()
    assert [float(gamma_above(shape + 1, 0.025)) for shape in shapes] == above


def test_any_shape_of_array_comes_back():
    """Scalars, matrices, nothing; what is no number stays none."""
    assert gamma_below(5, 0.025).shape == ()
    assert gamma_below(np.ones((2, 3)), 0.025).shape == (2, 3)
    assert gamma_below([], 0.025).tolist() == []
    assert np.isnan(gamma_below([np.nan, 1.0], 0.025)).tolist() == [True, False]
    assert np.isnan(gamma_above([np.nan, 1.0], 0.025)).tolist() == [True, False]


def test_a_share_of_a_millionth_of_a_large_shape():
    """Here scipy is wrong in the sixth digit of the share; the series in sixty digits says so."""
    shape, p = 1_000_000, 1e-6
    assert _share_below(shape, float(gamma_below(shape, p))) == pytest.approx(p, rel=1e-11)
    assert _share_below(shape, float(special.gammaincinv(shape, 0.025))) == pytest.approx(0.025, rel=1e-11)


def _share_below(shape: int, x: float) -> float:
    """The distribution function by its power series, Gamma by Stirling's."""
    with localcontext() as context:
        context.prec = 60
        a, at = Decimal(shape), Decimal(x)
        term = total = Decimal(1)
        n = 0
        while term > total * Decimal("1e-30"):
            n += 1
            term *= at / (a + n)
            total += term
        pi = Decimal("3.14159265358979323846264338327950288419716939937510")
        stirling = a * a.ln() - a + (2 * pi * a).ln() / 2 + 1 / (12 * a) - 1 / (360 * a**3) + 1 / (1260 * a**5)
        return float((a * at.ln() - at - stirling).exp() * total)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95, 0.99, 0.999])
def test_normal_quantiles_are_scipys(level: float):
    """To fifteen digits."""
    assert normal_quantile(level) == pytest.approx(special.ndtri((1 + level) / 2), rel=1e-15)
