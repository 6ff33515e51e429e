"""Measures cleanarticle against gold pages, floors and peers. ``python -m benchmarks --help``."""
