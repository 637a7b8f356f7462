"""Checks of the services that the work rests on.

``check`` makes one by its scheme, ``connection`` opens what it speaks through and takes
the times, ``web``, ``names``, ``greetings`` and ``ldap`` say what a right answer is;
``watch`` makes them again and again.
"""
