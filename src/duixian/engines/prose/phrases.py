"""Sentences put together in both languages at once."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.values.bilingual import Text

NOTHING = Text("", "")


def say(zh: str, en: str, **parts: Text) -> Text:
    """A sentence from a Chinese and an English pattern; each ``{part}`` takes the words of its own language."""
    return Text(
        zh.format(**{name: part.zh for name, part in parts.items()}),
        en.format(**{name: part.en for name, part in parts.items()}),
    )


def same(words: object) -> Text:
    """Words that are the same in both languages: numbers, codes, names that have no translation."""
    return Text(str(words), str(words))


def listed(items: Iterable[Text], zh: str = "、", en: str = "and") -> Text:
    """甲、乙、丙 · a, b and c."""
    found = list(items)
    if len(found) < 2:
        return found[0] if found else NOTHING
    head = ", ".join(item.en for item in found[:-1])
    return Text(zh.join(item.zh for item in found), f"{head} {en} {found[-1].en}")


def joined(items: Iterable[Text], zh: str = "；", en: str = "; ") -> Text:
    """Parts one after the other, with a sign between them."""
    found = [item for item in items if item.zh]
    return Text(zh.join(item.zh for item in found), en.join(item.en for item in found))


def sentence(text: Text) -> Text:
    """With a capital and a full stop."""
    return Text(_stopped(text.zh, "。"), _stopped(capital(text).en, "."))


def capital(text: Text) -> Text:
    """The English with a capital first letter."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def _stopped(words: str, stop: str) -> str:
    return words if not words or words[-1] in "。.！!？?" else words + stop


def quoted(text: Text) -> Text:
    """In quotation marks."""
    return Text(f"“{text.zh}”", f'"{text.en}"')


def possessive(owner: Text, thing: Text) -> Text:
    """甲的乙 · a's b · the b of a, where a is many words."""
    zh = f"{owner.zh}的{thing.zh}"
    if " of " in owner.en or owner.en.endswith(")"):
        return Text(zh, f"the {thing.en} of {owner.en}")
    mark = "'" if owner.en.endswith("s") else "'s"
    return Text(zh, f"{owner.en}{mark} {thing.en}")
