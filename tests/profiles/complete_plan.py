"""A plan that lacks nothing that any profile asks: an example plan with what that person happens not to have."""

from __future__ import annotations

import datetime as dt
from typing import Any

from mutating import changed

from planbuilder.plan.record import Plan

#: The day for which the example clients were written.
DAY = dt.date(2026, 11, 16)
#: What is put into the record of the example, by path.
_ADDED: dict[str, Any] = {
    "client/legal": {
        "representative": {"name": "Alex Rivera", "kind": "health-care-agent", "scope": "health care"},
        "minor_assent": "Agreed in her own words.",
        "consent": "Signed by the client on the day of admission.",
        "conditions": [],
    },
    "client/language/english": "some",
    "client/language/interpreter": "A qualified interpreter the client accepts.",
    "communication/english": "some",
    "communication/interpreter": "A qualified interpreter the client accepts.",
    "requests": [
        {
            "asked": "A visit at home",
            "on": "2026-11-10",
            "decision": "changed",
            "by": "The program manager",
            "reason": "Nobody was free that day.",
            "alternative": "A visit by video.",
            "notice": "2026-11-11",
            "appeal": "The state's ombudsman",
        }
    ],
    "declined": [
        {
            "accommodation": "group-in-sign",
            "on": "2026-11-12",
            "mode": "in person",
            "ask_again": "2027-02-08",
            "reason": "Not now.",
        }
    ],
    "selection/left_out": [{"what": "skills-group", "why": "Asked for one to one."}],
}


def complete(plan: Plan) -> Plan:
    """Return an example plan with what it lacks put in: representative, request, decline, interpreter, signatures."""
    name = plan.client.identity.name
    took_part = [
        {"who": name, "on": plan.date, "mode": "in person", "part": "chose the goals"},
        {"who": "Alex Rivera", "on": plan.date, "mode": "by phone", "part": "agreed"},
        {"who": "A sister", "on": plan.date, "mode": "by phone", "part": "agreed to be called"},
    ]
    signed = [
        {"name": name, "role": "client", "on": plan.date, "agrees": "agree", "binds": "0" * 64},
        {"name": "Alex Rivera", "role": "representative", "on": plan.date, "agrees": "agree", "binds": "0" * 64},
        {"name": "Sam Roe", "role": "counselor", "on": plan.date, "agrees": "agree", "binds": "0" * 64},
    ]
    return changed(plan, {**_ADDED, "participation": took_part, "signatures": signed})
