"""tantivy with rapidfuzz: the ten best targets by BM25 over words, ordered by WRatio, the best of its scorers here."""

from __future__ import annotations

import re

import tantivy
from contract import Match, Names, Pairs, serve
from rapidfuzz import fuzz, utils

CANDIDATES = 10
WORD = re.compile(r"\w+")


def build(targets: Names) -> Match:
    """An index in memory."""
    schema = (
        tantivy.SchemaBuilder().add_text_field("name", stored=False).add_integer_field("place", stored=True).build()
    )
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=200_000_000, num_threads=2)
    for place, name in enumerate(targets.names):
        writer.add_document(tantivy.Document(name=name, place=place))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    listed = [utils.default_process(name) for name in targets.names]

    def match(queries: Names, top: int) -> Pairs:
        for place, name in enumerate(queries.names):
            words = set(WORD.findall(name.lower()))
            if not words:
                continue
            asked = tantivy.Query.boolean_query(
                [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "name", word)) for word in words]
            )
            hits = searcher.search(asked, max(CANDIDATES, top), count=False).hits
            held = utils.default_process(name)
            scored = []
            for _, address in hits:
                target = searcher.doc(address)["place"][0]
                scored.append((fuzz.WRatio(held, listed[target]) / 100, target))
            scored.sort(reverse=True)
            for score, target in scored[:top]:
                yield place, target, score

    return match


serve(build, ["tantivy", "rapidfuzz"])
