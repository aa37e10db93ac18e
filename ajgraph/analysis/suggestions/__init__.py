"""New substitution links: whom a post could have, and the fewest that give every post a substitute or more resilience."""
