"""Builds the compiled part of matching; everything else about the package stands in pyproject.toml."""

from pybind11.setup_helpers import ParallelCompile, Pybind11Extension
from setuptools import setup

# The same figures on every machine: no contraction of products and sums, nothing of one processor alone.
kernel = Pybind11Extension(
    "clearhold.matching._kernel",
    ["src/clearhold/matching/kernel/module.cpp"],
    depends=[
        f"src/clearhold/matching/kernel/{name}.hpp"
        for name in ("figures", "forest", "index", "lexicon", "matcher", "names", "relations", "spelling")
    ],
    cxx_std=17,
    extra_compile_args=["-O3", "-ffp-contract=off", "-fvisibility=hidden"],
    extra_link_args=["-pthread"],
)

with ParallelCompile():
    setup(ext_modules=[kernel])
