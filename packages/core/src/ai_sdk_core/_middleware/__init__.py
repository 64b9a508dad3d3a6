"""Models inside middleware, and the middleware that comes with the SDK."""
