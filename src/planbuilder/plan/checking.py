"""Findings on a plan record: its thread, its blanks, its safety, its access. They are computed, never stored."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from planbuilder.findings import Finding, Place, ordered
from planbuilder.library.entries import Critical, Measure, Vocabulary
from planbuilder.library.store import Library
from planbuilder.plan import rules
from planbuilder.plan.accommodations import still_open
from planbuilder.plan.answers_check import answer_findings
from planbuilder.plan.approval_check import approval_findings
from planbuilder.plan.care_check import care_findings
from planbuilder.plan.client import Score
from planbuilder.plan.consent_check import consent_findings
from planbuilder.plan.criticals import critical_answers
from planbuilder.plan.dates_check import date_findings
from planbuilder.plan.facts_check import fact_findings
from planbuilder.plan.languages_check import language_findings
from planbuilder.plan.medications_check import medication_findings
from planbuilder.plan.needs_check import need_findings
from planbuilder.plan.options_check import option_findings
from planbuilder.plan.participants import relation_of
from planbuilder.plan.placeholders import has_blank
from planbuilder.plan.placeholders_check import placeholder_findings
from planbuilder.plan.predicates import condition_words, judge_of
from planbuilder.plan.printed_words import printed_texts
from planbuilder.plan.record import Plan, PlanIntervention, PlanObjective, Text, Weighed
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.shut_out_check import shut_out_findings
from planbuilder.plan.suspects import reader_of
from planbuilder.plan.taken_check import pair_findings, taken_findings, together_findings
from planbuilder.plan.team_check import team_findings
from planbuilder.plan.text_sets import all_printed, all_written
from planbuilder.plan.words_check import word_findings
from planbuilder.remembering import Latest

#: What looks at a plan together with the library's entries.
_WITH_LIBRARY = (
    *(fact_findings, medication_findings, taken_findings, consent_findings, language_findings),
    *(together_findings, pair_findings, answer_findings, need_findings, team_findings, care_findings, date_findings),
    approval_findings,
)
#: ICD-10-CM codes of opioid use disorder begin so.
_OPIOID = "F11."
#: A relation in small letters; with capitals it may hold a name.
_RELATION = re.compile(r"[a-z][a-z '-]{1,30}")
#: How a finding names the text that a blank stands in.
_FIELDS = {"statement": "the statement", "because": "the reason for this person"}


def check_plan(plan: Plan, library: Library) -> tuple[Finding, ...]:
    """Return what is wrong or missing in a plan, sorted by place; ``library`` gives the words for needs and demands."""
    return ordered((*_found(plan, library), *_words(plan, library)))


def _words(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield what is wrong with the words of a plan; where texts stand is looked up only where there is something."""
    printed, written = all_printed(plan), all_written(plan)
    suspects = reader_of(library.person_first).suspects(printed, plan.client)
    suspects.update(text for text in written - printed if has_blank(text))
    if suspects:
        texts = tuple(each for each in printed_texts(plan) if each[1] in suspects)
        yield from word_findings(plan, library, texts)
        yield from shut_out_findings(texts)
        yield from placeholder_findings(plan, texts)


def errors_of(plan: Plan, library: Library) -> tuple[Finding, ...]:
    """Return the errors of a plan alone; words, which are most of the work, are never more than a warning."""
    return tuple(each for each in _found(plan, library) if each.severity == "error")


def _found(plan: Plan, library: Library) -> list[Finding]:
    """Return everything but words that are wrong about a person."""
    made_of = (library, *_FACTS(plan))
    return [*_latest.of(made_of, lambda: tuple(_looked_for(plan, library))), *_proposal(plan)]


#: Composing and checking ask the same of one plan, but for what the paper is headed, which comes of what was found.
_latest: Latest[tuple[Finding, ...]] = Latest()
_FACTS = attrgetter(*(name for name in Plan.__struct_fields__ if name not in ("heading", "lacks")))


def _looked_for(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield everything but words, and but for what the paper lacks."""
    for part in (_empty, _thread, _left_out, _dated, _safety, option_findings, _doses):
        yield from part(plan)
    for both in (*_WITH_LIBRARY, _unused, _critical, _naloxone):
        yield from both(plan, library)
    yield from _access(plan, library.vocabulary)
    yield from _instead(plan, library)


def _at(number: str) -> Place:
    """Return a place in the plan."""
    return Place(at=number)


def _empty(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for a plan without anything to do."""
    if not plan.problems:
        yield rules.EMPTY.finding(_at("problems"))


def _thread(plan: Plan) -> Iterator[Finding]:
    """Yield breaks in the thread, and what was weighed and came out against something."""
    for problem in plan.problems:
        if not problem.goals:
            yield rules.THREAD.finding(_at(problem.number), what=f"Problem {problem.number}", lacks="goal")
        for goal in problem.goals:
            if not goal.objectives:
                yield rules.THREAD.finding(_at(goal.number), what=f"Goal {goal.number}", lacks="objective")
            yield from _blanks(goal.number, statement=goal.statement)
    for step in objectives(plan):
        if step.target_date < plan.date:
            yield rules.PAST.finding(_at(step.number), number=step.number)
        if step.target_date > plan.until:
            yield rules.AFTER_END.finding(_at(step.number), number=step.number, due=step.target_date, end=plan.until)
        yield from _objective(step)
    authorized = plan.client.care.authorized_until
    if authorized and authorized < plan.until:
        yield rules.AUTHORIZED.finding(_at("care"), end=plan.until, authorized=authorized)
    for diagnosis in plan.untreated:
        yield rules.UNTREATED.finding(_at("diagnoses"), diagnosis=diagnosis.split()[0])


def _left_out(plan: Plan) -> Iterator[Finding]:
    """Yield what the selection leaves out on purpose and the plan holds all the same."""
    steps = list(objectives(plan))
    planned = {step.id: step.number for step in steps}
    planned |= {each.id: each.number for step in steps for each in step.interventions}
    for each in plan.selection.left_out:
        if each.what in planned:
            yield rules.LEFT_OUT.finding(_at(planned[each.what]), id=each.what, number=planned[each.what])


def _dated(plan: Plan) -> Iterator[Finding]:
    """Yield a review before the plan, and what the selection tells of days after it."""
    if plan.review < plan.date:
        yield rules.REVIEW_PAST.finding(_at("review"), review=plan.review)
    wished = plan.selection.review.on or plan.selection.review.weeks
    if wished and plan.review > plan.until:
        yield rules.REVIEW_LATE.finding(_at("review"), review=plan.review, end=plan.until)
    chosen = plan.selection
    told = [("The selection", chosen.made_on), ("The talk about the ending", chosen.ending.discussed)]
    told += [("A decision about an option", each.on) for each in chosen.options.values()]
    told += [("Taking part in the plan", each.on) for each in plan.participation]
    for what, on in told:
        if on > plan.date:
            yield rules.AHEAD.finding(_at("participation"), what=what, on=on)


def _objective(step: PlanObjective) -> Iterator[Finding]:
    """Yield what is wrong with an objective and its interventions."""
    if not step.interventions:
        yield rules.THREAD.finding(_at(step.number), what=f"Objective {step.number}", lacks="intervention")
    yield from _blanks(step.number, statement=step.statement)
    yield from _weighed(step.number, f"Objective {step.number}", step.weighed)
    measured = step.measured
    if measured.improves is False:
        target, baseline = f"{measured.target:g}", f"{measured.baseline:g}"
        yield rules.TARGET.finding(_at(step.number), target=target, baseline=baseline)
    for each in step.interventions:
        yield from _intervention(each)


def _intervention(each: PlanIntervention) -> Iterator[Finding]:
    """Yield what is wrong with an intervention."""
    yield from _blanks(each.number, statement=each.statement, because=each.because)
    yield from _weighed(each.number, f"'{each.title}'", each.weighed)
    if not each.person and not each.local:
        yield rules.CREDENTIAL.finding(_at(each.number), role=each.role)


def _blanks(number: str, **texts: Text) -> Iterator[Finding]:
    """Yield the blanks of texts."""
    for field, text in texts.items():
        for name, slot in text.blanks:
            ask = slot.ask if slot.ask.endswith((".", "?")) else f"{slot.ask}."
            place = "'reasons'" if name == "reason" else "'slots'"
            ask = f"{ask} Write it under {place} in the selection."
            yield rules.BLANK.finding(_at(number), slot=name.replace("_", " "), field=_FIELDS[field], ask=ask)


def _weighed(number: str, title: str, weighed: Iterable[Weighed]) -> Iterator[Finding]:
    """Yield conditions that came out against what is planned, or that nobody could judge."""
    for each in weighed:
        if each.kind == "requires":
            if each.verdict == "unmet":
                yield rules.REQUIRES.finding(_at(number), title=title, names=", ".join(each.names))
            continue
        names = "; ".join(condition_words(name) for name in each.names)
        if each.kind == "not_for" and each.verdict == "met":
            yield rules.NOT_FOR.finding(_at(number), title=title, names=names)
        elif each.kind == "not_for" and each.verdict == "unknown":
            yield rules.UNKNOWN.finding(_at(number), title=title, names=names)
        elif each.kind == "applies" and each.verdict != "met":
            yield rules.APPLIES.finding(_at(number), title=title, names=names)


def _safety(plan: Plan) -> Iterator[Finding]:
    """Yield flagged risks without action, person or protocol; opioids alone."""
    for line in (each for each in plan.safety if each.level != "low"):
        place = _at(f"safety, {line.risk}")
        if not line.same_day:
            yield rules.SAME_DAY.finding(place, risk=line.risk)
        if not line.who:
            yield rules.NAMED.finding(place, risk=line.risk)
        if not line.protocols:
            yield rules.PROTOCOL.finding(place, risk=line.risk)


def _naloxone(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield that naloxone is not planned where opioids may kill: for certain, or perhaps.

    For certain with an opioid use disorder, methadone or buprenorphine for one, or an overdose before; whoever takes
    opioids or drugs of an unknown supply is asked about (recommendation 8 of the CDC's guideline of 2022 names these).
    """
    if any("overdose" in each.answers for each in plan.protocols) or _mentions(plan, "naloxone"):
        return
    facts = judge_of(plan.client, library, dt.date.fromisoformat(plan.date)).view["facts"]
    opioid = any(each.code.startswith(_OPIOID) for each in plan.client.diagnoses)
    if opioid or facts.get("takes-opioid-agonist") or facts.get("overdose-before"):
        yield rules.NALOXONE.finding(_at("safety"))
    elif any(map(facts.get, ("takes-opioids", "uses-street-drugs", "injects-drugs", "tolerance-lost"))):
        yield rules.NALOXONE_ASK.finding(_at("safety"))


def _mentions(plan: Plan, word: str) -> bool:
    """Return whether an intervention's statement speaks of something."""
    return any(word in each.statement.now.lower() for step in objectives(plan) for each in step.interventions)


def _critical(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield critical answers whose risk nobody has assessed on that day or since, whatever a later score says."""
    assessed: dict[str, str] = {}
    for each in plan.client.risks:
        assessed[each.risk] = max(each.assessed, assessed.get(each.risk, ""))
    for score in plan.client.scores:
        if measure := library.measures.get(score.measure):
            for answer in critical_answers(measure, score):
                if assessed.get(answer.risk, "") < score.on:
                    yield _unassessed(measure, answer, score)


def _unassessed(measure: Measure, answer: Critical, score: Score) -> Finding:
    """Return the finding on a critical answer whose risk nobody assessed; where only the total proves it, with that."""
    found = rules.CRITICAL.finding(_at("measures"), short=measure.short, risk=answer.risk, on=score.on)
    if answer.id in score.critical:
        return found
    end = "more" if measure.direction == "higher-worse" else "less"
    told = f"Nobody marked the answer, but a total of {answer.certain_from:g} or {end} cannot be reached without it."
    return replace(found, why=f"{told} {found.why}")


def _doses(plan: Plan) -> Iterator[Finding]:
    """Yield more minutes a week than the program offers or the payer authorized."""
    if plan.weekly_limit and plan.weekly_minutes > plan.weekly_limit:
        yield rules.HOURS.finding(_at("interventions"), planned=plan.weekly_minutes, limit=plan.weekly_limit)


def _access(plan: Plan, words: Vocabulary) -> Iterator[Finding]:
    """Yield what the plan asks that nobody made possible, what was declined, and what nobody asked."""
    said = {"uncovered": rules.UNCOVERED, "declined": rules.DECLINED, "ask": rules.ASK, "not-hard": rules.NOT_HARD}
    open_ = set(still_open(plan.pairs))
    for pair in plan.pairs:
        if pair.status == "not-hard" and pair.degree == "possible":
            continue
        if (rule := said.get(pair.status)) and (pair.status in ("uncovered", "not-hard") or pair in open_):
            values = {
                "who": who_in_words(plan, pair.who),
                "demand": _small(words.demands[pair.demand].label) if pair.demand in words.demands else pair.demand,
                "need": words.needs[pair.need].short if pair.need in words.needs else pair.need,
                "ask": pair.ask,
                "again": pair.ask_again,
            }
            found = rule.finding(_at("accommodations"), values)
            yield replace(found, why=f"{found.why} {pair.reason}")
    for each in plan.accommodations:
        if each.asks_hard:
            demands = ", ".join(each.asks_hard)
            yield rules.ASKS_HARD.finding(_at(each.number), number=each.number, title=each.title, demands=demands)


def _instead(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield what the plan has in place of something declined, and nobody has asked about; each once."""
    by_key = {each.key: each for each in plan.accommodations}
    found = {pair.answer: pair.instead_of for pair in plan.pairs if pair.instead_of}
    for key, id in found.items():
        if (instead := by_key.get(key)) and (declined := library.accommodations.get(id)):
            values = {"declined": declined.title, "number": instead.number, "title": instead.title}
            yield rules.INSTEAD.finding(_at(instead.number), values)


def who_in_words(plan: Plan, who: str) -> str:
    """Return whom a pair is about, without a name: findings are printed and passed on."""
    relation = relation_of(who, plan.client.participants)
    if not relation:
        return "the person"
    return f"the person's {relation}" if _RELATION.fullmatch(relation) else "somebody who takes part"


def _small(label: str) -> str:
    """Return a label as it stands inside a sentence."""
    return label[:1].lower() + label[1:]


def _unused(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield accommodations that the person chose and that answer nothing in this plan."""
    used = {each.id for each in plan.accommodations}
    declined = {each.accommodation for each in plan.declined}
    for id in dict.fromkeys(id for need in plan.client.needs for id in need.prefers):
        if id not in used and id not in declined:
            title = library.accommodations[id].title if id in library.accommodations else id
            yield rules.UNUSED.finding(_at("accommodations"), title=title)


def _proposal(plan: Plan) -> Iterator[Finding]:
    """Yield a note where the paper is a proposal."""
    if plan.lacks:
        yield rules.PROPOSAL.finding(Place(), lacks="; ".join(plan.lacks))
