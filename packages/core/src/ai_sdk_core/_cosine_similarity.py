"""`cosine_similarity`: how alike two vectors are.

```python
cosine_similarity(first.embedding, second.embedding)  # 0.83
```
"""

from __future__ import annotations

from math import sqrt
from operator import mul

from .errors import InvalidArgumentError
from .provider.embedding_model import Embedding


def cosine_similarity(vector1: Embedding, vector2: Embedding) -> float:
    """Compare the directions of two vectors.

    For many comparisons use NumPy: `matrix @ vector` on normalised rows of `EmbedManyResult.as_numpy()`.

    Args:
        vector1: A vector.
        vector2: Another one of the same length.

    Returns:
        From -1 (opposite) to 1 (the same direction); 0 if one of them is empty or has only zeros.

    Raises:
        InvalidArgumentError: The vectors differ in length.

    Source: the reference's `cosineSimilarity`.
    """
    if len(vector1) != len(vector2):
        raise InvalidArgumentError(
            parameter="vector1,vector2",
            value={"vector1Length": len(vector1), "vector2Length": len(vector2)},
            message="Vectors must have the same length",
        )
    magnitude1 = sum(map(mul, vector1, vector1))
    magnitude2 = sum(map(mul, vector2, vector2))
    if magnitude1 == 0 or magnitude2 == 0:
        return 0.0
    product: float = sum(map(mul, vector1, vector2))
    return product / (sqrt(magnitude1) * sqrt(magnitude2))
