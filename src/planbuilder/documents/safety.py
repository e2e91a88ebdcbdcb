"""Safety in the view: flagged risks with what is done the same day, and the protocols the plan carries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from planbuilder.documents.index import Index
from planbuilder.documents.wording import listed, plain_relation, sentence_case, within, words
from planbuilder.library.entries import Route
from planbuilder.library.translations.phrases import Ways, filled
from planbuilder.plan.client import BY_OTHERS
from planbuilder.plan.participants import CLIENT
from planbuilder.plan.record import Plan, PlanProtocol, PlanStep, SafetyLine

#: How a record says that a step is taken on the day its protocol begins.
_SAME_DAY = "the same day"
#: Who is named before all others: in danger nobody reads a list to its end.
_FIRST = {"911": 0, "988": 1}


def safety(index: Index) -> list[dict[str, Any]]:
    """Return the risks that are flagged."""
    return [
        {
            "risk": sentence_case(words(line.risk)),
            "today": _today(line, index.plan),
            "level": line.level,
            "note": line.note,
            "assessed": line.assessed,
            "by": line.by,
            "same_day": line.same_day,
            "who": line.who,
            "protocols": list(line.protocols),
        }
        for line in index.plan.safety
    ]


def protocols(index: Index) -> list[dict[str, Any]]:
    """Return the protocols with their steps and contacts."""
    return [_protocol(each, index) for each in index.plan.protocols]


def contacts(index: Index) -> list[dict[str, Any]]:
    """Return the contacts of all protocols, each once: what differs from protocol to protocol is the note."""
    plan = index.plan
    routes = _routes((route for each in plan.protocols for route in each.contacts), index)
    first = _danger_first(list({(each["name"], each["ways"]): each for each in reversed(routes)}.values())[::-1])
    return [*first, *_people(index)]


def _people(index: Index) -> list[dict[str, Any]]:
    """Return the people close to the person who take part in the safety plan, each with the way they are reached.

    Where abuse is flagged nobody is: the record does not say who does the harm, and a paper that names that person as
    help can cost a life.
    """
    plan = index.plan
    if any(line.risk == BY_OTHERS for line in plan.safety):
        return []
    return [
        {
            "name": f"{each.name}, {plain_relation(each.relation, index.phrases)}",
            **dict.fromkeys(("voice", "text", "video", "note"), ""),
            "ways": each.phone,
        }
        for each in plan.client.participants
        if each.takes_part_in != "family" and each.phone
    ]


def _protocol(each: PlanProtocol, index: Index) -> dict[str, Any]:
    """Return a protocol."""
    name = f"{each.title} begins when"
    return {
        "title": each.title,
        "plain_title": each.plain_title,
        "begins_when": index.printer.statement(each.begins_when, f"{each.key}.begins_when", name),
        "plain_begins_when": index.printer.plain(each.plain_begins_when, f"{each.key}.plain_begins_when", name),
        "steps": [_step(step, place, each, index) for place, step in enumerate(each.steps, 1)],
        "contacts": [*_danger_first(_routes(each.contacts, index)), *_people(index)],
        "never": list(each.never),
        "sources": index.cited(each.sources),
    }


def _danger_first(routes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the contacts with those for danger before the others."""
    return sorted(routes, key=lambda each: _FIRST.get(each["voice"], len(_FIRST)))


def _today(line: SafetyLine, plan: Plan) -> bool:
    """Return whether what is done the same day about a risk is due today: it was found on the plan's day."""
    return line.level != "low" and line.assessed == plan.date


def _begun(protocol: PlanProtocol, plan: Plan) -> bool:
    """Return whether a protocol begins today: it answers a risk that was found on the plan's day."""
    return any(line.risk in protocol.answers and _today(line, plan) for line in plan.safety)


def _step(step: PlanStep, place: int, protocol: PlanProtocol, index: Index) -> dict[str, Any]:
    """Return a step of a protocol."""
    name = f"{protocol.title}, step {place}"
    return {
        "number": place,
        "within": within(step.within, index.phrases),
        "today": step.within == _SAME_DAY and _begun(protocol, index.plan),
        "who": step.role,
        "statement": index.printer.statement(step.statement, f"{step.key}.statement", name),
        "plain": index.printer.plain(step.plain, f"{step.key}.plain", name),
    }


def _routes(routes: Iterable[Route], index: Index) -> list[dict[str, Any]]:
    """Return who answers, each way to reach them, and in one line the ways that work for this person."""
    plan = index.plan
    works = (plan.communication.voice_call, _signs(plan), _hard_to_call(plan))
    return [
        {
            "name": route.name,
            "voice": route.voice,
            "text": route.text,
            "video": route.video,
            "note": route.note,
            "ways": _ways(route, index.phrases.ways, *works),
        }
        for route in routes
    ]


@lru_cache(maxsize=1024)  # the contacts of the library, said to people who call, sign, or find calls hard
def _ways(route: Route, say: Ways, calls: bool, signs: bool, hard: bool) -> str:
    """Return the ways that work for a person; where a voice call is hard, the text comes before it."""
    voice = filled(say.call if calls else say.relay, to=route.voice) if route.voice and (calls or not signs) else ""
    text = filled(say.text, to=route.text) if route.text else ""
    video = filled(say.video, to=route.video) if route.video and signs else ""
    if not (voice or text or video) and route.voice:
        voice = filled(say.call, to=route.voice)
    return listed((text, voice, video) if hard else (voice, text, video), "; ")


def _hard_to_call(plan: Plan) -> bool:
    """Return whether a voice call is hard for the person, as is usual with a need of theirs or as they said."""
    calls = (pair for pair in plan.pairs if pair.who == CLIENT and pair.demand == "use-voice-phone")
    return any(pair.degree == "usual" and pair.status != "not-hard" for pair in calls)


def _signs(plan: Plan) -> bool:
    """Return whether the person's language is a signed one."""
    return "sign" in plan.client.language.speaks.lower()
