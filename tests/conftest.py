"""Property tests draw the same cases on every run, so that a green check stays green.

``--hypothesis-profile=explore`` draws new ones, and more of them.
"""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile("steady")
