"""What the stored numbers say: comparisons, appraisal, words, figures and the report."""
