"""Learns the scorecard's points: ``python -m benchmarks.training --corpora DIR``."""
