"""What is measured: each module says of what, and runs with ``python -m benchmarks.NAME``."""
