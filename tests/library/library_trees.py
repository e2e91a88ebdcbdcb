"""A small library that has nothing wrong with it, as a tree of files, and a way to write such trees."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

Tree = dict[str, Any]

_SMALL: Tree = {
    "library.yaml": {
        "schema": 1,
        "id": "small",
        "title": "A small library",
        "version": "0.1.0",
        "language": "en-US",
        "licence": "CC-BY-4.0",
        "layer": "agency",
        "policy": {"approval": "optional"},
    },
    "vocabulary/words.yaml": {
        "schema": 1,
        "groups": {"hearing": "Hearing", "vision": "Vision"},
        "needs": {
            "deaf": {"label": "Deaf person", "short": "Deaf", "group": "hearing", "disability": True, "icf": ["b230"]},
            "blind": {
                "label": "Blind person",
                "short": "Blind",
                "group": "vision",
                "disability": True,
                "icf": ["b210"],
            },
        },
        "demands": {
            "hear-speech": {
                "label": "Follow talk",
                "what": "Follow what one person says.",
                "plain": "listen to one person",
                "icf": ["d310"],
                "implies": [],
                "scope": "everything",
            },
            "read-text": {
                "label": "Read",
                "what": "Read a paper.",
                "plain": "read papers",
                "icf": ["d166"],
                "implies": ["see-print"],
                "scope": "activity",
            },
            "see-print": {
                "label": "See print",
                "what": "See print on a paper.",
                "plain": "see small print",
                "icf": ["b210"],
                "implies": [],
                "scope": "activity",
            },
        },
        "conflicts": {
            "deaf": {"hear-speech": {"degree": "usual", "reason": "Speech does not arrive."}},
            "blind": {
                "see-print": {"degree": "usual", "reason": "Print cannot be seen."},
                "read-text": {"degree": "possible", "reason": "Braille takes longer."},
            },
        },
        "modalities": {"cbt": {"label": "Cognitive behavioral therapy"}, "medical": {"label": "Medical care"}},
        "roles": {
            "counselor": {"label": "the counselor", "plain": "my counselor"},
            "nurse": {"label": "the nurse", "plain": "the nurse", "stands_in": ["counselor"]},
        },
        "medications": {
            "methadone": {"kind": "opioid-agonist", "names": ["Dolophine"], "sources": [{"source": "seen-guide"}]},
        },
        "settings": {"outpatient": {"label": "Outpatient", "plain": "my visits", "residential": False}},
    },
    "language/person-first.yaml": {
        "schema": 1,
        "exemptions": {"quote": "The person's own words in quotation marks."},
        "terms": {
            "addict": {
                "avoid": ["addict", "addicts"],
                "say": ["person with a substance use disorder"],
                "kind": "substance",
                "exempt": ["quote"],
                "allowed_in": ["Society for Addict Studies"],
                "sources": [{"source": "seen-guide"}],
            }
        },
    },
    "sources/seen-guide.yaml": {
        "schema": 1,
        "id": "seen-guide",
        "type": "guideline",
        "title": "A guide that somebody read",
        "publisher": "A publisher",
        "licence": "public-domain",
        "checked": {"on": "2026-11-24", "level": "primary", "saw": "Title page."},
    },
    "sources/never-seen.yaml": {
        "schema": 1,
        "id": "never-seen",
        "type": "guideline",
        "title": "A guide that nobody read",
        "publisher": "A publisher",
        "licence": "public-domain",
        "checked": None,
    },
    "measures/mood-score.yaml": {
        "schema": 1,
        "id": "mood-score",
        "title": "Mood score",
        "short": "MS",
        "construct": "mood",
        "plain": "I say how I have been.",
        "range": {"min": 0, "max": 10},
        "direction": "higher-worse",
        "bands": [{"min": 0, "max": 4, "label": "mild"}, {"min": 5, "max": 10, "label": "severe"}],
        "demands": ["hear-speech"],
        "licence": {"kind": "free", "terms": "Free to use."},
        "sources": [{"source": "seen-guide", "at": "page 2"}],
        "checked": {"on": "2026-11-24", "level": "primary", "saw": "Page 2."},
    },
    "interventions/cbt/day-plan.yaml": {
        "schema": 1,
        "id": "day-plan",
        "title": "Plan of the day",
        "modality": "cbt",
        "delivery": ["individual"],
        "statement": "The counselor plans {{ hours }} hours of the next day with {{ client.them }}.",
        "plain": "We plan my next day.",
        "slots": {"hours": {"type": "integer", "minimum": 1, "maximum": 8, "default": 2, "ask": "How many hours"}},
        "dose": {"minutes": 50, "times": 1, "per": "week", "weeks": 12},
        "responsible": "counselor",
        "demands": ["hear-speech", "read-text"],
        "evidence": [{"source": "seen-guide", "strength": "guideline", "at": "chapter 1"}],
    },
    "interventions/medical/health-check.yaml": {
        "schema": 1,
        "id": "health-check",
        "title": "Health check",
        "modality": "medical",
        "delivery": ["medical"],
        "statement": "The nurse checks the health of {{ client.name }} before anything changes.",
        "plain": "The nurse checks my health.",
        "because": "Needed because {{ reason }}",
        "dose": {"minutes": 30, "times": 1, "per": "plan"},
        "responsible": "nurse",
        "demands": ["hear-speech"],
        "evidence": [{"source": "seen-guide", "strength": "guideline"}],
        "not_for": {"any_of": ["pregnant"]},
    },
    "options/talking.yaml": {
        "schema": 1,
        "id": "talking",
        "title": "Talking therapy",
        "kind": "psychotherapy",
        "statement": "A course of talking therapy over twelve weeks.",
        "plain": "I talk with someone each week.",
        "benefits": ["Works for many."],
        "risks": ["Takes time."],
        "side_effects": ["May stir things up."],
        "exclusions": [{"say": "Not in acute withdrawal.", "absolute": False, "when": {"any_of": ["withdrawal-now"]}}],
        "demands": ["hear-speech"],
        "alternatives": ["waiting"],
        "sources": [{"source": "seen-guide"}],
    },
    "options/waiting.yaml": {
        "schema": 1,
        "id": "waiting",
        "title": "Watchful waiting",
        "kind": "service",
        "statement": "A call every two weeks, and no treatment for now.",
        "plain": "I wait, and someone calls me.",
        "benefits": ["Nothing to do."],
        "risks": ["It may get worse."],
        "side_effects": ["None known."],
        "exclusions": [],
        "demands": ["hear-speech"],
        "sources": [{"source": "seen-guide"}],
    },
    "protocols/bad-days.yaml": {
        "schema": 1,
        "id": "bad-days",
        "title": "Bad days",
        "plain_title": "When it gets bad",
        "answers": ["suicide"],
        "begins_when": "Somebody notices that the days get worse.",
        "plain_begins_when": "My days get bad.",
        "steps": {
            "call": {
                "statement": "The counselor calls on the same day.",
                "plain": "My counselor calls me.",
                "within": "same-day",
                "responsible": "counselor",
                "citations": [{"source": "seen-guide", "at": "page 9"}],
            },
            "meet": {
                "statement": "The nurse meets {{ client.them }} within 72 hours.",
                "plain": "The nurse meets me.",
                "within": "72-hours",
                "responsible": "nurse",
            },
        },
        "demands": ["hear-speech"],
        "sources": [{"source": "seen-guide"}],
    },
    "routines/intake.yaml": {
        "schema": 1,
        "id": "intake",
        "title": "Intake",
        "statement": "The counselor asks about needs before the first form.",
        "plain": "I am asked what I need.",
        "settings": ["outpatient"],
        "responsible": "counselor",
        "demands": ["read-text"],
        "sources": [],
    },
    "accommodations/hearing/interpreter.yaml": {
        "schema": 1,
        "id": "interpreter",
        "title": "Qualified interpreter",
        "group": "hearing",
        "ask_first": "Which language do you use?",
        "covers": [{"need": "deaf", "demand": "hear-speech"}],
        "asks": [],
        "statement": "A qualified interpreter is there from the first minute to the last.",
        "plain": "An interpreter is there for me.",
        "provides": {"who": ["counselor"], "arranges": "counselor", "pays": "program", "by": "first session"},
        "equipment": "none",
        "fallback": "the same interpreter by video",
        "worked_if": "Could you say everything in your language?",
        "sources": [{"source": "seen-guide"}],
    },
    "accommodations/vision/read-aloud.yaml": {
        "schema": 1,
        "id": "read-aloud",
        "title": "Read aloud",
        "group": "vision",
        "ask_first": "How do you read best?",
        "covers": [{"need": "blind", "demand": "see-print"}, {"need": "blind", "demand": "read-text"}],
        "asks": ["hear-speech"],
        "statement": "Papers are read aloud in private before they are needed.",
        "plain": "Papers are read to me.",
        "provides": {"who": ["counselor"], "arranges": "counselor", "pays": "program", "by": "first session"},
        "equipment": "none",
        "fallback": "a recording",
        "worked_if": "Did you know what the paper says?",
        "sources": [],
    },
    "problems/low-mood.yaml": {
        "schema": 1,
        "id": "low-mood",
        "title": "Low mood",
        "plain_title": "My mood",
        "summary": "Low mood that makes days hard.",
        "codes": {"icd10cm": ["F32"], "not": ["F32.5"]},
        "measures": ["mood-score"],
        "suggest_when": [{"when": {"any_of": ["suicide-risk"]}, "reason": "A risk is flagged"}],
        "definitions": {
            "in-bed": "Stays in bed past noon.",
            "no-calls": "Answers no calls.",
            "no-meals": "Skips meals.",
            "no-work": "Misses work.",
        },
        "goals": {
            "safe": {
                "statement": "{{ client.name }} gets through the first weeks safely.",
                "plain": "I get through the first weeks safely.",
                "stage": "early",
                "objectives": {
                    "checked": {
                        "statement": "Within 2 days, the nurse checks {{ client.name }} and {{ client.they }} can ask.",
                        "plain": "The nurse checks my health first.",
                        "measured_by": {"done": "check in the record"},
                        "due": {"before": "anything else", "else_days": 2},
                        "interventions": ["health-check"],
                    }
                },
            },
            "better": {
                "statement": "{{ client.name }} has better days.",
                "plain": "I have better days.",
                "stage": "action",
                "objectives": {
                    "lower-score": {
                        "statement": "{{ client.name }} goes from {{ baseline }} to {{ target }} by {{ target_date }}.",
                        "plain": "My score goes from {{ baseline }} to {{ target }}.",
                        "measured_by": {"measure": "mood-score", "target": {"band": "mild"}},
                        "horizon": {"weeks": 12},
                        "requires": ["safe/checked"],
                        "interventions": ["day-plan"],
                        "options": ["talking"],
                    },
                    "more-days": {
                        "statement": "By {{ target_date }}, {{ client.name }} is up on {{ goal }} days, not {{ now }}.",
                        "plain": "I get up on {{ goal }} days. Now it is {{ now }}.",
                        "slots": {
                            "now": {"type": "integer", "minimum": 0, "maximum": 7, "ask": "Days now"},
                            "goal": {"type": "integer", "maximum": 7, "greater_than": "now", "ask": "Days wanted"},
                        },
                        "measured_by": {"count": "days up by nine in a week"},
                        "horizon": {"weeks": 4},
                        "interventions": ["day-plan"],
                    },
                },
            },
        },
        "protocols": ["bad-days"],
        "discharge": {"done": {"statement": "The score is low for a month.", "plain": "My score is low for a month."}},
        "sources": [{"source": "seen-guide"}],
    },
    "profiles/agency-rules.yaml": {
        "schema": 1,
        "id": "agency-rules",
        "title": "Rules of the agency",
        "issuer": "The agency",
        "kind": "practice",
        "about": "What the agency asks of every plan.",
        "proposed": {"settings": ["outpatient"], "when": {"properties": {"substance_use": {"const": True}}}},
        "requirements": {
            "strengths": {
                "says": "Strengths are on record.",
                "must": {"properties": {"person": {"properties": {"strengths": {"minItems": 1}}}}},
                "severity": "error",
                "missing": "No strength is on record.",
                "why": "Goals build on strengths.",
                "fix": "Add one.",
                "cites": [{"source": "seen-guide", "at": "page 3"}],
                "checked": {"on": "2026-11-26", "level": "primary", "saw": "Page 3."},
            },
            "in-time": {
                "says": "The plan is there in two weeks.",
                "clock": {"due": "plan", "anchor": "admission", "within": 14, "unit": "days"},
                "severity": "warning",
                "missing": "The plan came late.",
                "why": "People leave early.",
                "fix": "Plan sooner.",
                "cites": [{"source": "seen-guide"}],
                "checked": {"on": "2026-11-26", "level": "primary", "saw": "Page 4."},
            },
        },
    },
    "documents/letter/document.yaml": {
        "schema": 1,
        "id": "letter",
        "title": "Letter",
        "purpose": "A letter to somebody.",
        "audience": "outside",
        "template": "template.docx",
        "editable": False,
        "body_points": 12,
        "plain_only": False,
    },
    "documents/letter/template.docx": b"PK",
}
_SCHEMAS = {
    "library.yaml": "library",
    "vocabulary": "vocabulary",
    "language": "person-first",
    "documents": "document",
    "accommodations": "accommodation",
    "interventions": "intervention",
    "measures": "measure",
    "options": "option",
    "problems": "problem",
    "profiles": "profile",
    "protocols": "protocol",
    "routines": "routine",
    "sources": "source",
    "patches": "patch",
    "hidden.yaml": "hidden",
    "approvals.yaml": "approvals",
}


def small_library() -> Tree:
    """Return the tree, to be changed at will."""
    return copy.deepcopy(_SMALL)


def write_tree(root: Path, tree: Mapping[str, Any]) -> Path:
    """Write a tree of files and return its root: mappings as YAML with the editor's line, bytes and text as is."""
    for name, content in tree.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else _encoded(name, content))
    return root


class _Dumper(yaml.SafeDumper):
    """Writes every value out, also where a test uses one twice."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 -- PyYAML's signature
        """Return that nothing is an alias."""
        return True


def _encoded(name: str, content: Any) -> bytes:
    """Return the content of a file as bytes."""
    if isinstance(content, str):
        return content.encode("utf-8", "surrogateescape")
    schema = _SCHEMAS.get(name.partition("/")[0], "x")
    head = f"# yaml-language-server: $schema=../schemas/{schema}.schema.json\n"
    return (head + yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True)).encode()
