"""Which package an integration needs, said where it is missed.

Each integration is a module of its own that imports its package, so that `import sco_ner` needs none.
"""


def missing(error: ModuleNotFoundError, extra: str) -> ImportError:
    """The error to raise where a package of an extra is not installed.

    Args:
        error: what the import raised.
        extra: the extra of sco_ner that installs the package.

    Returns:
        An ImportError that says what to install.

    Examples:
        >>> from sco_ner.extras import missing
        >>> str(missing(ModuleNotFoundError(name="pyarrow"), "tables"))
        "pyarrow is needed here and is not installed; install it with: pip install 'sco_ner[tables]'"
    """
    message = f"{error.name} is needed here and is not installed; install it with: pip install 'sco_ner[{extra}]'"
    return ImportError(message, name=error.name)
