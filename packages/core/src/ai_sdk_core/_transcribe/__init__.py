"""Audio becomes text: `transcribe` and `stream_transcribe`."""
