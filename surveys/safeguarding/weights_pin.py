"""Which weights were measured. Written by tests/surveys/safeguarding/training.py."""

SHA256 = "be66cfa9cc5817f6d3b10a1f7ecedf8d4ff2caf8922f2cfe2c01cf434cbf71ee"
SCALES = (
    0.0456324,
    0.0301981,
    0.0295087,
    0.0386485,
    0.0326396,
    0.0321697,
    0.0304537,
    0.0302482,
    0.0358556,
    0.0313165,
)
BIASES = (
    -0.994973,
    -1.00397,
    -0.662001,
    -0.951497,
    -1.11931,
    -1.06925,
    -0.640397,
    -0.402498,
    -0.664183,
    -0.638236,
)
