"""Values made up without a model: instances of JSON schemas, vectors, images."""
