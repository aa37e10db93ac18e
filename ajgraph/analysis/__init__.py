"""What the graph answers: who stands in for whom, what breaks when people are away, and what to do about it.

Every answer is a frozen result with its certificate; nothing here knows RDF.
"""
