"""How people decide: pure functions of plain values and arrays."""
