"""The rules on releases of a library: on what may be released, and on what an archive must hold. Each stands once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()

NOT_HIGHER = RULES.rule(
    "release-not-higher",
    "error",
    said="The version {version} does not follow {before}, which is out already.",
    why="Everybody goes by the number: two contents under one, or a newer one under a lower, cannot be told apart.",
    fix="Release it as {least} or higher.",
    example="library release 1.0.0, where 1.0.0 is released",
)
TOO_SMALL = RULES.rule(
    "release-number",
    "error",
    said="The version {version} says less than what changed since {before}: {what}.",
    why="By the number an agency decides whether it must look at its plans.",
    fix="Release it as {least} or higher. 'planbuilder library diff' shows every change.",
    example="library release 1.0.1, where an entry was withdrawn since 1.0.0",
)
SAME = RULES.rule(
    "release-nothing-new",
    "warning",
    said="Nothing is different from {before} but comments and layout.",
    why="A new number makes agencies look for what changed.",
    fix="Release it only where a file itself had to change, such as its licence.",
    example="library release 1.0.1, with the content of 1.0.0",
)
REMOVED = RULES.rule(
    "release-removed",
    "error",
    said="The {kind} '{id}' was in {before} and is gone.",
    why="Ids are never reused, and a plan that has it can name nothing that follows it.",
    fix="Put its file back, and take it out of use with 'planbuilder library withdraw' or 'supersede'.",
    example="a deleted file of an intervention that was released",
)
NOT_COMPARED = RULES.rule(
    "release-not-compared",
    "warning",
    said="The release {before} does not fit any more on the layers beneath it; what changed since is not told.",
    why="Its patches were written for texts that have changed there.",
    fix="Describe what changed in CHANGES.md, in a section of its own, before you release it.",
    example="a layer whose patch was renewed after the library beneath it changed",
)
OTHER = RULES.rule(
    "release-other-library",
    "error",
    said="The earlier release is of the library '{other}', not of '{id}'.",
    why="Two libraries have no versions in common.",
    fix="Give an earlier release of '{id}' with --since, or say --first.",
    example="library release 1.1.0 --since another-library-1.0.0.zip",
)
UNSAFE = RULES.rule(
    "archive-name",
    "error",
    said="The name '{name}' is not one that a library can have: {why}.",
    why="Unpacked, it could be written over files elsewhere on this machine.",
    fix="Do not use this archive. Ask whoever gave it for the release as it was made.",
    example="../planbuilder.toml",
)
ALIKE = RULES.rule(
    "archive-names-alike",
    "error",
    said="'{name}' and '{other}' are one file on some systems.",
    why="One of the two would be lost there, and nobody could say which.",
    fix="Ask for a release in which every file has a name of its own.",
    example="problems/a.yaml and problems/A.yaml",
)
KIND = RULES.rule(
    "archive-member",
    "error",
    said="'{name}' is no plain file but {kind}.",
    why="A library is made of plain files; anything else can lead elsewhere.",
    fix="Do not use this archive. Ask whoever gave it for the release as it was made.",
    example="a link to another place of the disk",
)
NO_MANIFEST = RULES.rule(
    "archive-manifest",
    "error",
    said="The manifest cannot be used: {said}.",
    why="By it every file is verified; without it nobody can say what was packed.",
    fix="Use an archive that 'planbuilder library release' made.",
    example="a zip file without manifest.json",
)
HASH = RULES.rule(
    "archive-hash",
    "error",
    said="The file is not as it was released.",
    why="It was changed or damaged on the way.",
    fix="Fetch the archive again, and compare its SHA-256 with the one that was told at its release.",
    example="a word changed in a file after the release",
)
MISSING = RULES.rule(
    "archive-missing",
    "error",
    said="The file stands in the manifest and is not there.",
    why="A library of which something is missing is not the one that was checked and released.",
    fix="Fetch the archive again.",
    example="an archive from which one file was taken out",
)
EXTRA = RULES.rule(
    "archive-extra",
    "error",
    said="The file does not stand in the manifest.",
    why="Nobody released it.",
    fix="Fetch the archive again.",
    example="an archive into which a file was put",
)
