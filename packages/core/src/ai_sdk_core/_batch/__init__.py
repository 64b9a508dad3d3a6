"""Many requests at once, answered within hours and for less money: batches."""
