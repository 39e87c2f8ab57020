"""Hypotheses, evidence and knowledge in; weights and an assessment out. One equation, one file."""
