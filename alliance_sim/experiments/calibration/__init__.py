"""Calibration: which values of chosen parameters agree with what is known of the world."""
