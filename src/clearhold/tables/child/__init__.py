"""The process in which an untrusted workbook is opened: it may run out of memory or abort, and takes nobody along.

Nothing here imports the rest of the package: the child must start in some hundredths of a second.
"""
