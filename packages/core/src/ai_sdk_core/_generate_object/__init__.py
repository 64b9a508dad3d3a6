"""Values of a type, in the reference's older form: `generate_object` and `stream_object`.

Thin over `generate_text` and `stream_text`, which do the same with `output=`.
"""
