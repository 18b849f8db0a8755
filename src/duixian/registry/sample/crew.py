"""Stretches made by several processes, each finished in its turn: the bytes do not depend on how many there are.

A worker makes a stretch, says what it takes, is told what came before it, finishes and writes it. Only what later
stretches need comes back.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from duixian.registry.sample.files import Parts
from duixian.registry.sample.finishing import Before, Course, Finishing, Made, Taken
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import Stretch
from duixian.registry.sample.stretches import Found, Maker, Task

_THREADS = "POLARS_MAX_THREADS"


@dataclass(frozen=True, slots=True)
class Order:
    """What a registry is made of and where its parts go."""

    profile: Profile
    persons: int
    seed: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class Done:
    """A stretch that was made and written."""

    task: Task
    found: Found
    made: Made


class Hand:
    """Makes stretches in this process."""

    def __init__(self, order: Order) -> None:
        self.maker = Maker(order.profile, order.persons, order.seed)
        self._finishing = Finishing(order.profile)
        self._parts = order.parts

    def hire(self, found: Sequence[Found]) -> None:
        """Tell of all employers."""
        self.maker.hire(found)

    def make(self, tasks: Sequence[Task], course: Course) -> Iterator[Done]:
        """Stretches one after the other."""
        for task in tasks:
            stretch, found = self.maker.make(task)
            before = course.before(self.taken(stretch))
            yield Done(task, found, self.finish(stretch, before))

    def taken(self, stretch: Stretch) -> Taken:
        """What a stretch takes of the course."""
        return self._finishing.taken(stretch)

    def finish(self, stretch: Stretch, before: Before) -> Made:
        """The last hand on a stretch, and its part of the files."""
        frames, made = self._finishing.finished(stretch, before)
        self._parts.write(before.stretch, frames)
        return made


class Crew:
    """Makes stretches in some processes."""

    def __init__(self, order: Order, processes: int) -> None:
        # Started anew rather than forked: threads of this process do not live on in a fork.
        context = multiprocessing.get_context("spawn")
        self._workers: list[tuple[BaseProcess, Connection]] = []
        with _one_thread_each():
            for _ in range(processes):
                here, there = context.Pipe()
                process = context.Process(target=_serve, args=(there, order), daemon=True)
                process.start()
                there.close()
                self._workers.append((process, here))

    def hire(self, found: Sequence[Found]) -> None:
        """Tell all of all employers."""
        for _, pipe in self._workers:
            pipe.send(found)

    def make(self, tasks: Sequence[Task], course: Course) -> Iterator[Done]:
        """Stretches side by side; they come back as they are done, in their order."""
        yield from _Round(tasks, course, [pipe for _, pipe in self._workers]).done()

    def close(self) -> None:
        """Send everybody home, whatever they are doing."""
        for process, pipe in self._workers:
            process.terminate()
            pipe.close()
        for process, _ in self._workers:
            process.join()


class _Round:
    """One round of tasks: who works on which, what was taken, what is done."""

    def __init__(self, tasks: Sequence[Task], course: Course, pipes: list[Connection]) -> None:
        self._tasks, self._course, self._pipes = tasks, course, pipes
        self._given = 0
        self._waiting: dict[int, tuple[Connection, Taken]] = {}
        self._told = 0
        self._working: dict[Connection, int] = {}
        self._done: dict[int, Done] = {}

    def done(self) -> Iterator[Done]:
        """Every task, in order."""
        for pipe in self._pipes:
            self._give(pipe)
        for number in range(len(self._tasks)):
            while number not in self._done:
                ready = wait(list(self._working))
                for pipe in [pipe for pipe in self._pipes if pipe in ready]:
                    self._heard(pipe, pipe.recv())
            yield self._done.pop(number)

    def _give(self, pipe: Connection) -> None:
        self._working.pop(pipe, None)
        if self._given < len(self._tasks):
            pipe.send(self._tasks[self._given])
            self._working[pipe] = self._given
            self._given += 1

    def _heard(self, pipe: Connection, said: Taken | Done) -> None:
        number = self._working[pipe]
        if isinstance(said, Done):
            self._done[number] = said
            self._give(pipe)
            return
        self._waiting[number] = pipe, said
        while self._told in self._waiting:
            asking, taken = self._waiting.pop(self._told)
            asking.send(self._course.before(taken))
            self._told += 1


def _serve(pipe: Connection, order: Order) -> None:
    """What a worker does until the pipe is closed or it is stopped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends this one
    hand = Hand(order)
    while True:
        try:
            message: Any = pipe.recv()
        except EOFError:
            return
        if isinstance(message, Task):
            stretch, found = hand.maker.make(message)
            pipe.send(hand.taken(stretch))
            pipe.send(Done(message, found, hand.finish(stretch, pipe.recv())))
        else:
            hand.hire(message)
            del message  # all employers, once more


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes started here compute with one thread each."""
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before
