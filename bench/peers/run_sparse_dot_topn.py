"""sparse_dot_topn: cosine of character 3-grams weighted by TF-IDF, on both cores."""

from __future__ import annotations

import os

import numpy as np
from contract import Match, Names, Pairs, serve
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

LEAST = 0.2  # cosine below which nothing is answered
PART = 50_000  # queries a product


def build(targets: Names) -> Match:
    """The matrix of the targets' 3-grams, words padded with spaces."""
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), lowercase=True, dtype=np.float32)
    listed = vectorizer.fit_transform(targets.names).T.tocsr()

    def match(queries: Names, top: int) -> Pairs:
        held = vectorizer.transform(queries.names)
        for start in range(0, held.shape[0], PART):
            part = held[start : start + PART]
            product = sp_matmul_topn(part, listed, top_n=top, threshold=LEAST, sort=True, n_threads=os.cpu_count())
            rows = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr)) + start
            yield from zip(rows.tolist(), product.indices.tolist(), product.data.tolist(), strict=True)

    return match


serve(build, ["sparse-dot-topn", "scikit-learn", "numpy", "scipy"])
