"""Texts that outlive the session, because the browser keeps them: what it holds, and what is still to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from secrets import token_hex

import streamlit as st

from dashboard.components.browser_store import Change, Failure, Report, browser_store, report

FAILURES: Mapping[Failure, str] = {
    "full": "This browser has no more room for this page: what you do now stays until you close or reload the page.",
    "closed": "This browser keeps nothing for this page: what you do stays until you close or reload the page.",
}


@dataclass(frozen=True)
class Contents:
    """Texts as a session knows them.

    Attributes:
        reader: the session's name, for the browser.
        in_browser: by name, what the browser holds, as it reported last.
        changes: that the browser has not made yet.
        loose: by name, texts that the browser could not take.
        is_known: whether the browser has reported at all.
        failure: why it could not take the last change; "" for no failure.
    """

    reader: str = field(default_factory=lambda: token_hex(8))
    in_browser: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    loose: Mapping[str, str] = field(default_factory=dict)
    is_known: bool = False
    failure: Failure = ""

    @property
    def texts(self) -> dict[str, str]:
        """Every text by its name, as it will be once all changes are made."""
        texts = {**self.in_browser, **self.loose}
        for change in self.changes:
            if change.name is None:
                texts.clear()
            elif change.text is None:
                texts.pop(change.name, None)
            else:
                texts[change.name] = change.text
        return texts

    def change(self, name: str | None, text: str | None) -> Contents:
        """Keep a text, remove it, or (without a name) remove all."""
        loose = {} if name is None else {each: own for each, own in self.loose.items() if each != name}
        return replace(self, loose=loose, changes=(*self.changes, Change(token_hex(8), name, text)))

    def follow(self, news: Report) -> Contents:
        """Take over what the browser reports; what it could not take stays with the session."""
        waiting = tuple(each for each in self.changes if each.turn not in news.turns)
        texts, in_browser = self.texts, dict(news.entries)
        names = {each.name for each in self.changes if each.turn in news.turns} if news.failure else set()
        lost = {
            name: texts[name] for name in (*self.loose, *names) if name in texts and in_browser.get(name) != texts[name]
        }
        return replace(self, in_browser=in_browser, changes=waiting, loose=lost, is_known=True, failure=news.failure)


@dataclass(frozen=True)
class Shelf:
    """A place in the browser for texts of one kind.

    Attributes:
        prefix: of their names in the browser.
        key: of the component, and of what the session knows of it.
        eager: whether the browser reports an empty place too.
    """

    prefix: str
    key: str
    eager: bool = False

    def contents(self) -> Contents:
        """Return what this session knows of the place."""
        contents = st.session_state.setdefault(f"{self.key}-contents", Contents())
        return contents if isinstance(contents, Contents) else Contents()

    def keep(self, name: str, text: str) -> None:
        """Keep a text under a name."""
        self._take(self.contents().change(name, text))

    def remove(self, name: str) -> None:
        """Remove a text."""
        self._take(self.contents().change(name, None))

    def clear(self) -> None:
        """Remove every text of the place."""
        self._take(self.contents().change(None, None))

    def draw(self) -> None:
        """Draw the component, which has no looks; once in a run, after all that may change the texts."""
        contents = self.contents()
        browser_store(
            self.prefix, contents.reader, contents.changes, key=self.key, on_report=self._follow, eager=self.eager
        )

    def failure_words(self) -> str:
        """Say what the browser could not do; "" for nothing."""
        return FAILURES.get(self.contents().failure, "")

    def _follow(self) -> None:
        if (news := report(self.key)) is not None:
            self._take(self.contents().follow(news))

    def _take(self, contents: Contents) -> None:
        st.session_state[f"{self.key}-contents"] = contents
