"""Makes template.docx of the client's copy in Spanish, beside this script, of the parts that the English one has."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from planbuilder.data import data_path


def english() -> Any:
    """Return the script of the English copy."""
    spec = spec_from_file_location(
        "english_client_copy", data_path("library") / "documents" / "client-copy" / "make.py"
    )
    if spec is None or spec.loader is None:
        raise RuntimeError("The script of the English copy cannot be loaded.")
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Write the template."""
    script = english()
    words = script.Words(
        language="es-US",
        label=2.2,
        page="Página ",
        of=" de ",
        invented=("Ejemplo inventado.", " Esta persona no existe."),
        undecided=(
            "Todavía no hay nada decidido.",
            (
                " Estas son ideas. Digo lo que quiero en la reunión del plan. Primero resolvemos lo que falta. "
                "Después firmo, si estoy de acuerdo."
            ),
        ),
        wants="Lo que quiero",
        happening="Lo que va a pasar",
        goal="Mi meta {{ goal.number }}",
        step="Mi paso {{ step.number }}",
        finished="Este paso ya terminó.",
        done_by="Esto se cumple a más tardar el {{ step.plain_date|date }}.",
        acts="Lo que hacemos para lograrlo:",
        helpers="Quién me ayuda",
        relation=", {{ each.relation }}",
        hard_times="Qué hago si las cosas se ponen difíciles",
        when="Esto es para cuando pasa lo siguiente:",
        today="Hoy",
        leaving="Antes de irme: ",
        reach="Con quién me puedo comunicar",
        takes_part="Lo que me ayuda a participar",
        others_take_part="Lo que le ayuda a {{ each.who }} a participar, en sus propias palabras",
        choices="Mis opciones",
        questions="De lo que todavía tenemos que hablar",
        looking="Cuándo revisamos esto en conjunto",
        review="Revisamos este plan en conjunto el {{ review|date('full') }}.",
        change="Puedo pedir un cambio antes, en cualquier momento.",
        measures="Cómo vemos si esto ayuda",
        next_time="La próxima vez es el {{ each.again|date }}.",
        done="Cómo sé que ya terminé aquí",
        asking="A quién le puedo preguntar",
        ask="Puedo preguntarle a cualquier persona de mi equipo qué significa este plan. Puedo decir que no. "
        "Puedo pedir otra cosa.",
        contacts="Así nos comunicamos:",
    )
    Path(__file__).with_name("template.docx").write_bytes(script.made(words))


if __name__ == "__main__":
    main()
