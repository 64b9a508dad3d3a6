"""Providers of providers: registries, custom providers, providers inside middleware."""
