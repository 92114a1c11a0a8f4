"""Findings: their codes, what they mean, and how they are explained."""
