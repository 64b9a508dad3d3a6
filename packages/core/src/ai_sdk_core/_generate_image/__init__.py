"""Prompts, and perhaps images, become images: `generate_image`."""
