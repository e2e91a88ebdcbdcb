"""A suggestion as YAML to edit, each line with its reason, or as JSON."""

from __future__ import annotations

import json

from planbuilder.library.store import Library
from planbuilder.plan.selection import ChosenGoal
from planbuilder.plan.suggesting import Suggestion

_HEAD = """# yaml-language-server: $schema=../schemas/selection.schema.json
# A suggestion. Delete what does not fit, fill what is empty, add your name and who took part:
# without them the paper is headed 'Proposal for the planning meeting'.
schema: 1
client: "{client}"
# made_by: {{name: Your Name, role: counselor, credentials: LADC}}
# made_on: YYYY-MM-DD
problems:
"""
_TAIL = """# reasons:          # why each for this person, in your words or theirs; it goes on from 'Chosen because ...'
{reasons}
# options:          # what the person decided
#   option-id: {{decision: chosen, on: YYYY-MM-DD, words: "the reason as the person says it"}}
# left_out:         # what would fit and is not planned
#   - {{what: an id, why: the reason}}
# ending: {{weeks: 12, discussed: YYYY-MM-DD, next: where the person goes on}}
# participation:
#   - {{who: the person, on: YYYY-MM-DD, mode: "in which language and mode", part: "what was chosen or changed"}}
# review: {{weeks: 4}}
"""


def suggestion_yaml(suggestion: Suggestion, library: Library) -> str:
    """Return the suggested selection as YAML, with titles and reasons as comments."""
    lines: list[str] = []
    for ranked in suggestion.problems:
        problem = library.problems[ranked.id]
        lines.append(f"  {ranked.id}:  # {problem.title}: {'; '.join(ranked.reasons)}")
        lines.append("    # because: why this problem now")
        lines.append(f"    # definitions: [{', '.join(problem.definitions)}]")
        goals = suggestion.selection.problems[ranked.id].goals or {}
        lines.append(f"    goals:{'' if goals else ' {}  # nothing fits: look at stage, preferences and facts'}")
        for id, goal in goals.items():
            lines.append(f"      {id}:")
            lines.append("        # own_words: the goal as the person says it")
            lines.append("        objectives:")
            lines += _objectives(f"{ranked.id}/{id}", goal, suggestion, library)
    head = _HEAD.format(client=suggestion.selection.client)
    return head + "\n".join(lines) + "\n" + _TAIL.format(reasons="\n".join(_reasons(suggestion)))


def _reasons(suggestion: Suggestion) -> list[str]:
    """Return a line to fill in for each intervention, once."""
    goals = [goal for each in suggestion.selection.problems.values() for goal in (each.goals or {}).values()]
    steps = [step for goal in goals for step in (goal.objectives or {}).values()]
    return [f"#   {id}: " for id in dict.fromkeys(id for step in steps for id in step.interventions or {})]


def _objectives(path: str, goal: ChosenGoal, suggestion: Suggestion, library: Library) -> list[str]:
    """Return the lines of a goal's objectives."""
    lines: list[str] = []
    problem, _, goal_id = path.partition("/")
    for id, step in (goal.objectives or {}).items():
        spec = library.problems[problem].goals[goal_id].objectives[id]
        lines.append(f"          {id}:  # {suggestion.reasons[f'{path}/{id}']}")
        asked = {name: slot for name, slot in spec.slots.items() if not slot.from_count and slot.default is None}
        if asked:
            lines.append("            # slots:")
            lines += [f"            #   {name}: {slot.ask}" for name, slot in asked.items()]
        wanted = step.interventions or {}
        lines.append(f"            interventions:{'' if wanted else ' {}  # none fits: choose one'}")
        for each in wanted:
            title = library.interventions[each].title
            lines.append(f"              {each}: {{}}  # {title}: {suggestion.reasons[f'{path}/{id}/{each}']}")
    return lines


def suggestion_json(suggestion: Suggestion) -> str:
    """Return the suggestion as JSON: the problems with weight and reasons, the selection, the reason of each line."""
    from msgspec import to_builtins

    found = {
        "problems": [to_builtins(each) for each in suggestion.problems],
        "selection": to_builtins(suggestion.selection),
        "reasons": suggestion.reasons,
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
