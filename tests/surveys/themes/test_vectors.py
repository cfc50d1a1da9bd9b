"""Rows with numpy and without: the same sums."""

from __future__ import annotations

from surveys.themes.vectors import DenseVectors, SparseVectors


def test_rows_with_numpy_and_without_give_the_same() -> None:
    """Who has no numpy gets a simpler method, not another arithmetic."""
    import numpy

    sparse = SparseVectors([{"a": 0.6, "b": 0.8}, {"b": 1.0}, {}])
    dense = DenseVectors(numpy.array([[0.6, 0.8], [0.0, 1.0], [0.0, 0.0]], dtype=numpy.float32))
    groups = [(0, 1), (2,)]

    assert dense.dots(dense) == sparse.dots(sparse)
    assert dense.lengths() == sparse.lengths()
    assert dense.dots(dense.middles(groups)) == sparse.dots(sparse.middles(groups))
    assert dense.nearest(dense) == sparse.nearest(sparse) == [0, 1, 0]
