"""Users' prompts: messages, their validation, and what models are given."""
