"""Treatment options in the view: what was put to the person, and what the person decided."""

from __future__ import annotations

from typing import Any

from planbuilder.documents.index import Index
from planbuilder.documents.wording import decision, plain_decision, quoted, words
from planbuilder.library.translations.phrases import Phrases
from planbuilder.plan.record import Exclusion, PlanOption

#: Decisions in the order their options are printed.
_ORDER = ("chosen", "undecided", "", "declined")


def options(index: Index) -> list[dict[str, Any]]:
    """Return the options that were considered: chosen, open, declined, ruled out."""
    return [_option(each, index) for each in sorted(index.plan.options, key=_rank)]


def _rank(option: PlanOption) -> tuple[bool, int]:
    """Return where an option stands among the others."""
    return option.excluded, _ORDER.index(option.decision) if option.decision in _ORDER else 1


def _option(each: PlanOption, index: Index) -> dict[str, Any]:
    """Return an option."""
    holding = [reason for reason in each.exclusions if reason.verdict != "unmet"]
    return {
        "title": each.title,
        "kind": words(each.kind),
        "statement": index.printer.statement(each.statement, f"{each.key}.statement", each.title),
        "plain": index.printer.plain(each.plain, f"{each.key}.plain", each.title),
        "benefits": list(each.benefits),
        "risks": list(each.risks),
        "side_effects": list(each.side_effects),
        "demands": [words(demand) for demand in each.demands],
        "against": [_reason(reason) for reason in holding if reason.verdict == "met"],
        "rule_out_first": [reason.say for reason in holding if reason.verdict == "unknown" and reason.absolute],
        "to_check": [reason.say for reason in holding if reason.verdict == "unknown" and not reason.absolute],
        "alternatives": list(each.alternatives),
        "objectives": list(each.objectives),
        "excluded": each.excluded,
        "decision": "Ruled out for now" if each.excluded and not each.decision else decision(each.decision),
        "plain_decision": _plain_decision(each, index.phrases),
        "decided": each.decided,
        "words": quoted(each.words),
        "sources": index.cited(each.sources),
    }


def _plain_decision(option: PlanOption, phrases: Phrases) -> str:
    """Return what was decided, as the person would say it; a no of their own comes before what speaks against it."""
    ruled_out = option.excluded and option.decision != "declined"
    return phrases.decisions["excluded"] if ruled_out else plain_decision(option.decision, phrases)


def _reason(exclusion: Exclusion) -> str:
    """Return a reason against an option, and whether it rules the option out."""
    return f"{exclusion.say} (This rules it out.)" if exclusion.absolute else exclusion.say
