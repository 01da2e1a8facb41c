"""The cache: what was made once and need not be made again, on disk between builds.

:mod:`.store` keeps bytes by key, within a limit; :mod:`.keys` and :mod:`.toolchain` say what a thing was made of and with;
:mod:`.freezing` turns values into bytes and back; :mod:`.kept` joins them: a value holds for as long as the files that
it was read from are what they were. Each can be imported alone: looking into the folder loads no library.
"""
