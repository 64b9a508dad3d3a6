"""Asking another model when one fails."""
