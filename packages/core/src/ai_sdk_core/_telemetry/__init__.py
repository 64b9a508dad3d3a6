"""Telling integrations what happens. OpenTelemetry itself is the package `ai-sdk-otel`."""
