"""``emde doctor``: what is in order on this machine, what is not, and how to mend it.

Modules here import nothing but Python's own library, ``emde_core.errors`` and ``emde_core.terminal`` before an
examination runs, so that a doctor can be asked where a package is missing or broken.
"""
