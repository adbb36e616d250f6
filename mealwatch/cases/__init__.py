"""Cases of rectification: a notice that is signed for, what the school does, the end that two people and a look make.

``following/`` has what comes of a case: look-backs, the same cause elsewhere, the ladder.
"""
