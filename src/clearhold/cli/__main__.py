"""`python -m clearhold.cli` is the command `clearhold`."""

from clearhold.cli import main

main()
