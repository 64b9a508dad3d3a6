"""Prompts, and perhaps images, become videos: `generate_video`, `start_video`, `get_video_status`."""
