"""Rules as XLSForm's ``relevant`` writes them: ``${mood} = 'bad' or selected(${help}, 'tea')``.

Comparisons of one answer with a value or a point, joined by ``and``, ``or``, ``not()`` and
parentheses. Nothing is ever worked out: what is read becomes a rule or a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from surveys.definitions.mistakes import shown
from surveys.definitions.questions import SeveralChoices
from surveys.definitions.rules import And, Answered, AnyOf, AtLeast, Below, Is, Not, Or, Rule
from surveys.definitions.source import Tree
from surveys.definitions.survey import Survey

LONGEST = 2000
"""Longest expression. Unit: characters."""
DEEPEST = 12
"""Deepest nesting of parentheses."""

_TOKEN = re.compile(
    r"""\s*(?:
      \$\{(?P<name>[A-Za-z][A-Za-z0-9_]*)\}
    | (?P<text>'[^']*'|"[^"]*"|‘[^’]*’|“[^”]*”)
    | (?P<number>-?\d{1,4})
    | (?P<sign><=|>=|!=|=|<|>|\(|\)|,)
    | (?P<word>and|or|not|selected)\b
    )""",
    re.VERBOSE,
)
_RULE = dict[str, Tree]


class RelevantMistake(Exception):
    """An expression that is no rule; it says what it stumbled over."""


@dataclass(slots=True)
class _Reader:
    """The tokens of an expression, and how far it is read."""

    tokens: list[tuple[str, str]]
    at: int = 0
    depth: int = 0

    def next_is(self, *written: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][1] in written

    def take(self, kind: str, written: str | None = None) -> str:
        if self.at >= len(self.tokens):
            raise RelevantMistake("it breaks off")
        found_kind, found = self.tokens[self.at]
        if found_kind != kind or (written is not None and found != written):
            raise RelevantMistake(f"{shown(found)} cannot stand there")
        self.at += 1
        return found


def read_relevant(text: str) -> _RULE:
    """The rule of an expression, as a survey file has it.

    Raises:
        RelevantMistake: It is no rule that Earshot knows.
    """
    if len(text) > LONGEST:
        raise RelevantMistake(f"it is longer than {LONGEST} characters")
    reader = _Reader(_tokens(text))
    rule = _either(reader)
    if reader.at < len(reader.tokens):
        raise RelevantMistake(f"{shown(reader.tokens[reader.at][1])} cannot stand there")
    return rule


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise RelevantMistake(f"{shown(text[at : at + 20].strip())} is not understood")
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


def _either(reader: _Reader) -> _RULE:
    rules = [_all(reader)]
    while reader.next_is("or"):
        reader.take("word", "or")
        rules.append(_all(reader))
    if len(rules) == 1:
        return rules[0]
    return _any_of(rules) or {"or": list(rules)}


def _any_of(rules: list[_RULE]) -> _RULE | None:
    """One question compared with several values: one rule instead of one for each."""
    values: list[Tree] = []
    names = set()
    for rule in rules:
        compared = rule.get("is")
        if not isinstance(compared, dict):
            return None
        names |= set(compared)
        values += compared.values()
    return {"any": {names.pop(): values}} if len(names) == 1 else None


def _all(reader: _Reader) -> _RULE:
    rules = [_one(reader)]
    while reader.next_is("and"):
        reader.take("word", "and")
        rules.append(_one(reader))
    return rules[0] if len(rules) == 1 else {"and": list(rules)}


def _one(reader: _Reader) -> _RULE:
    if reader.next_is("not", "("):
        turned = reader.next_is("not")
        if turned:
            reader.take("word", "not")
        reader.take("sign", "(")
        reader.depth += 1
        if reader.depth > DEEPEST:
            raise RelevantMistake(f"it is nested more than {DEEPEST} deep")
        rule = _either(reader)
        reader.take("sign", ")")
        reader.depth -= 1
        return {"not": rule} if turned else rule
    if reader.next_is("selected"):
        reader.take("word", "selected")
        reader.take("sign", "(")
        name = reader.take("name")
        reader.take("sign", ",")
        value = reader.take("text")[1:-1]
        reader.take("sign", ")")
        return {"is": {name: value}}
    name = reader.take("name")
    return _compared(name, reader.take("sign"), reader)


def _compared(name: str, sign: str, reader: _Reader) -> _RULE:
    if sign in ("=", "!="):
        written = reader.take("number") if _at_number(reader) else reader.take("text")[1:-1]
        same: _RULE = {"is": {name: written}} if written else {"not": {"answered": name}}
        if sign == "=":
            return same
        return {"not": same} if written else {"answered": name}
    point = int(reader.take("number"))
    match sign:
        case ">=":
            return {"at_least": {name: str(point)}}
        case ">":
            return {"at_least": {name: str(point + 1)}}
        case "<":
            return {"below": {name: str(point)}}
        case "<=":
            return {"below": {name: str(point + 1)}}
        case _:
            raise RelevantMistake(f"{shown(sign)} cannot stand there")


def _at_number(reader: _Reader) -> bool:
    return reader.at < len(reader.tokens) and reader.tokens[reader.at][0] == "number"


def write_relevant(rule: Rule, survey: Survey) -> str:
    """A rule as an expression. Rules that say the same in more words come back in fewer."""
    several = {item.id for item in survey.questions if isinstance(item, SeveralChoices)}
    return _written(rule, {name: True for name in several})


def _written(rule: Rule, several: Mapping[str, bool]) -> str:
    match rule:
        case Is(is_=wanted):
            name, value = next(iter(wanted.items()))
            return _same(name, value, several)
        case AnyOf(any_=wanted_any):
            name, values = next(iter(wanted_any.items()))
            joined = " or ".join(_same(name, value, several) for value in values)
            return joined if len(values) == 1 else f"({joined})"
        case Answered(answered=name):
            return f"${{{name}}} != ''"
        case AtLeast(at_least=points):
            name, point = next(iter(points.items()))
            return f"${{{name}}} >= {point}"
        case Below(below=points):
            name, point = next(iter(points.items()))
            return f"${{{name}}} < {point}"
        case And(and_=rules) | Or(or_=rules):
            if len(rules) == 1:
                return _written(rules[0], several)
            word = " and " if isinstance(rule, And) else " or "
            return "(" + word.join(_written(each, several) for each in rules) + ")"
        case Not(not_=inner):
            return f"not({_bare(_written(inner, several))})"
        case _:
            assert_never(rule)


def _bare(text: str) -> str:
    """Without parentheses that go round all of it."""
    depth = 0
    for at, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return text[1:-1] if at == len(text) - 1 and text.startswith("(") else text
    return text


def _same(name: str, value: str, several: Mapping[str, bool]) -> str:
    return f"selected(${{{name}}}, '{value}')" if name in several else f"${{{name}}} = '{value}'"
