"""Which weights were measured. Written by tests/surveys/safeguarding/training.py."""

SHA256 = "ae040e0162ed46c6c7fdcb3e64f87104043a7a1ee519c68ed53cea72b1fac2b2"
SCALES = (
    0.0445785,
    0.0266569,
    0.025343,
    0.036732,
    0.0291964,
    0.0347308,
    0.033945,
    0.0307605,
    0.0345461,
    0.0286657,
)
BIASES = (
    -1.01736,
    -0.929544,
    -0.668674,
    -0.903418,
    -1.06474,
    -0.949796,
    -0.689536,
    -0.420291,
    -0.587874,
    -0.595237,
)
