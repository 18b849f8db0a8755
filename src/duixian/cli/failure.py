"""Problems in the input as a person reads them, and the exit code they end with."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from duixian.cli.language import _
from duixian.language.problems import PolicyError
from duixian.language.vocabulary import VocabularyError
from duixian.values.bilingual import DuixianError


class Failure(click.ClickException):
    """A problem in the input: exit code 1. The message is whole sentences, one part a line."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Write it to standard error."""
        click.secho(_("Error:"), fg="red", bold=True, err=True, nl=False)
        click.echo(f" {self.format_message()}", err=True)


@contextmanager
def told(lang: str) -> Iterator[None]:
    """Turns what is wrong with the input into a Failure in a language; a fault of the program stays one."""
    try:
        yield
    except DuixianError as error:
        raise Failure(error.render(lang)) from error
    except PolicyError as error:
        raise Failure(_policy_words(error, lang)) from error
    except VocabularyError as error:
        raise Failure(str(error)) from error
    except UnicodeDecodeError as error:
        raise Failure(_("A file is not UTF-8 text ({reason}).").format(reason=error.reason)) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Failure(_system_words(error)) from error


def _policy_words(error: PolicyError, lang: str) -> str:
    head = _("The policy cannot be used as it stands ({n} problems):").format(n=len(error.problems))
    return "\n".join([head, *(problem.render(lang) for problem in error.problems)])


def _system_words(error: OSError) -> str:
    reasons = {
        errno.ENOENT: _("it is not there"),
        errno.EACCES: _("permission is denied"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("it is not a folder"),
        errno.ENOSPC: _("the disk is full"),
        errno.EROFS: _("the disk is read-only"),
        errno.EEXIST: _("it is there already"),
    }
    reason = reasons.get(error.errno or 0, error.strerror or str(error))
    name = error.filename if error.filename is not None else "?"
    what = _("{file} cannot be used: {reason}.").format(file=name, reason=reason)
    remedy = _("What to do: check the path and its permissions, then run the command again.")
    return f"{what}\n{remedy}"
