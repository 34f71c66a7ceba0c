"""Bounded caches that sessions share."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Concatenate, Generic, ParamSpec, TypeVar

Owner = TypeVar("Owner")
Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")


class BoundedCache(Generic[Value]):
    """A cache of the values that were used last.

    Two threads may both compute the same value; each gets an equal one.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of a key, computed now where it is not in the cache."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        return self.store(key, make())

    def peek(self, key: Hashable) -> Value | None:
        """Return the value of a key; None where there is none."""
        with self._lock:
            return self._values.get(key)

    def store(self, key: Hashable, value: Value) -> Value:
        """Return a value, which is from now on the one of its key."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self.limit:
                self._values.popitem(last=False)
        return value

    def __len__(self) -> int:
        return len(self._values)


def cached(
    limit: int,
) -> Callable[[Callable[Concatenate[Owner, Arguments], Value]], Callable[Concatenate[Owner, Arguments], Value]]:
    """Cache a method's values, the last ``limit`` of each object. Arguments must be hashable.

    An object holds its caches in the attribute ``caches``, a dictionary by method.
    """

    def decorate(
        method: Callable[Concatenate[Owner, Arguments], Value],
    ) -> Callable[Concatenate[Owner, Arguments], Value]:
        @wraps(method)
        def cached_method(owner: Owner, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Value:
            cache: BoundedCache[Value] = vars(owner)["caches"].setdefault(method.__name__, BoundedCache(limit))
            return cache.get((args, *kwargs.items()), lambda: method(owner, *args, **kwargs))

        return cached_method

    return decorate
