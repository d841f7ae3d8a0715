"""The lesson: chapters as data, what was simulated for each, and what their sentences rest on."""
