"""Clearhold."""
