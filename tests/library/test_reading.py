"""YAML is read as YAML 1.2, every field keeps its place, and nothing that is fed to the reader breaks it."""

from __future__ import annotations

import json
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import reading
from planbuilder.reading import MAX_BYTES, read_yaml, spelled


def rules(data: bytes | str) -> list[str]:
    """Return the rules that a text breaks."""
    return [found.rule for found in read_yaml(data.encode() if isinstance(data, str) else data, "x.yaml").findings]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("true", True),
        ("2026-11-24", "2026-11-24"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("-4", -4),
        ("4.0", 4),
        ("4.5", 4.5),
        ("1e3", 1000),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        ("99999999999999999999", "99999999999999999999"),
        ("'4'", "4"),
        ("!!str 4", "4"),
        ("~", None),
        ("", None),
        ('"null"', "null"),
        ("F10.1", "F10.1"),
        (">-\n  two\n  lines", "two lines"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(text: str, value: object) -> None:
    """Words stay words, dates stay text, numbers are numbers where they can be counted with."""
    file = read_yaml(f"a: {text}\n".encode(), "x.yaml")
    assert file.findings == ()
    assert file.value is not None
    assert file.value["a"] == value
    assert type(file.value["a"]) is type(value)


def test_every_field_keeps_its_line_and_column() -> None:
    """Both from 1; a field that is not there is at the nearest one around it."""
    file = read_yaml("a: 1\nb:\n  c: 2\n  d:\n    - e\n    - f: \u00e9 g\n".encode(), "x.yaml")
    place = file.place(("b", "d", 1, "f"))
    assert (place.line, place.column, place.at) == (6, 7, "b/d/2/f")
    assert file.place(("b", "nowhere")).line == 2
    assert file.place(("nowhere",)).line == 1
    assert str(file.place(("b", "c"))) == "x.yaml:3:3, b/c"


@pytest.mark.parametrize("text", ["a: 1\nb: [c\nd: 2\n", "a: 1\nb: {c: 1\nd: 2\n", 'a: 1\nb: "c\nd: "2"\n'])
def test_a_broken_file_says_where_the_broken_part_began(text: str) -> None:
    """A bracket or a quotation mark that nobody closed stands in an earlier line than the parser's surprise."""
    (found,) = read_yaml(text.encode(), "x.yaml").findings
    begun = int(found.said.rpartition("began in line ")[2].rstrip("."))
    assert begun <= 2 < found.where.line


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    """As editors on Windows leave them."""
    file = read_yaml(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n", "x.yaml")
    assert file.value == {"a": 1, "b": "x\ny\n"}
    assert file.place(("b",)).line == 2


#: Characters that turn the direction, hide in words, or carry a text within the text.
UNSEEN = "\u00ad\u180e\u200b\u202a\u202e\u2060\u2064\u2066\u2069\ufeff\ufffb\U000e0001\U000e0041\U000e007f"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ("a: [1\n", "yaml-syntax"),
        ("a: b: c\n", "yaml-syntax"),
        ("a: 'x\n", "yaml-syntax"),
        ("a: %x\n", "yaml-syntax"),
        ("a:\n\tb: 1\n", "yaml-tab"),
        ("\ta: 1\n", "yaml-tab"),
        (b"a: caf\xe9\n", "yaml-encoding"),
        ("a: 1\n".encode("utf-16"), "yaml-encoding"),
        (b"a: \x00\n", "yaml-control-character"),
        ("a: b\x1bc\n", "yaml-control-character"),
        ("a: b\x85c\n", "yaml-control-character"),
        ("a: b\u2028c\n", "yaml-control-character"),
        ('a: "b\\u0007c"\n', "yaml-control-character"),
        ('a: "b\\0c"\n', "yaml-control-character"),
        ('"b\\ac": 1\n', "yaml-control-character"),
        *((f"a: x{letter}y\n", "yaml-invisible-character") for letter in UNSEEN),
        *((f'a: "x\\U{ord(letter):08X}y"\n', "yaml-invisible-character") for letter in UNSEEN),
        ("# x\u200by\na: 1\n", "yaml-invisible-character"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n", "yaml-invisible-character"),
        ("a: 1\na: 2\n", "yaml-duplicate-key"),
        ("a: {b: 1, b: 2}\n", "yaml-duplicate-key"),
        ("a: &b [*b]\n", "yaml-anchor"),
        ("a: &b 1\n", "yaml-anchor"),
        ("a: *b\n", "yaml-anchor"),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-tag"),
        ("a: !!binary aGk=\n", "yaml-tag"),
        ("a: !!set {b}\n", "yaml-tag"),
        ("--- 1\n--- 2\n", "yaml-several-documents"),
        ("a: 1\n...\n---\nb: 2\n", "yaml-several-documents"),
        ("", "yaml-empty"),
        ("# only a comment\n", "yaml-not-a-mapping"),
        ("text\n", "yaml-not-a-mapping"),
        ("? [a]\n: 1\n", "yaml-key"),
        ("a: " + "[" * 500, "yaml-too-deep"),
        ("a: " + "[" * 100_000, "yaml-syntax"),
        ("a:\n" + "".join(" " * i + "- \n" for i in range(1, 60)), "yaml-too-deep"),
        (b"a: " + b"x" * MAX_BYTES, "yaml-too-big"),
        (b"\xff\xfe\x00", "yaml-encoding"),
    ],
)
def test_what_cannot_be_meant_is_refused(data: bytes | str, rule: str) -> None:
    """With the rule that says why, and a line where there is one."""
    assert rule in rules(data)


def test_a_character_that_nobody_sees_is_named_with_its_place() -> None:
    """Expect line, column and code point, to find it with."""
    [found] = read_yaml("a: 1\nb: 5\u202e1 mg\n".encode(), "x.yaml").findings
    assert (found.where.line, found.where.column) == (2, 5)
    assert "U+202E, right-to-left override" in found.said


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, spelled with a non-joiner
        "\u0915\u094d\u200d\u0937",  # Hindi, spelled with a joiner
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # an emoji of a family
        "\u2764\ufe0f",  # an emoji with its selector
        "\u05d0 (1)\u200f",  # Hebrew with a mark after a bracket
        "a\u00a0b",
    ],
)
def test_what_languages_are_spelled_with_stays(text: str) -> None:
    """Expect joiners, selectors and implicit marks as they were written."""
    assert read_yaml(f"a: {text}\n".encode(), "x.yaml").value == {"a": text}


def test_a_bomb_of_anchors_costs_nothing() -> None:
    """The first anchor ends the reading."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    began = time.perf_counter()
    assert rules("\n".join(lines)) == ["yaml-anchor"]
    assert time.perf_counter() - began < 1


def test_a_key_that_stands_twice_names_both_lines() -> None:
    """The same names within the two are not counted again."""
    file = read_yaml(b"a:\n  x: 1\nb: 2\na:\n  x: 3\n", "x.yaml")
    (found,) = file.findings
    assert (found.where.line, "line 1" in found.said) == (4, True)


def test_a_merge_key_is_a_name_like_any_other() -> None:
    """Nothing is merged behind the reader's back."""
    assert read_yaml(b"a: {<<: {b: 1}}\n", "x.yaml").value == {"a": {"<<": {"b": 1}}}


def test_a_finding_never_repeats_what_a_file_holds() -> None:
    """The file may be a person's; the words of the parser name no values."""
    for found in read_yaml(b"name: Jane Secret\nage: [Jane\n", "x.yaml").findings:
        assert "Jane" not in found.said + found.why + found.fix


@given(st.binary(max_size=200) | st.text("a:-[]{}&*!|>'\"%@`#?,\n\t 01~\\.", max_size=200).map(str.encode))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """It gives a value or a finding, always."""
    file = read_yaml(data, "x.yaml")
    assert (file.value is not None) or file.findings


@given(
    st.dictionaries(
        st.text("abcdefg-_", min_size=1, max_size=5),
        st.recursive(
            st.booleans() | st.integers(-(10**14), 10**14) | st.text("ab \u00e9\u4e2d:#'\"\n", max_size=12),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
            max_leaves=8,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_was_written_is_read_again(value: dict[str, object]) -> None:
    """Whatever another YAML program writes for these values means the same here, and has a place."""
    text = yaml.safe_dump(value, allow_unicode=True)
    if "&" in text:
        return
    file = read_yaml(text.encode(), "x.yaml")
    assert file.value == value
    assert all(file.place((key,)).line for key in value)


def test_a_path_is_spelled_for_readers() -> None:
    """List items count from 1."""
    assert spelled(("goals", "safe", "steps", 0)) == "goals/safe/steps/1"


_SIGNS = (*"ab1-.:#'&*!%@|>~\"\\\n\t\r/\u00e9\u05d0\u0007\u2028", ": ", "- ", "null", "{", "]")
_TEXTS = st.lists(st.sampled_from(_SIGNS)).map("".join)
_NUMBERS = st.one_of(st.integers(), st.floats(allow_nan=False), st.sampled_from([4.0, -0.0, 2**53 + 1, 10**16]))
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, _TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_TEXTS, inner, max_size=4)),
)


def assert_read_as_yaml(text: str) -> None:
    """Raise where a text is read otherwise than by the reader of YAML: another value, finding or place."""
    file, yaml_file = read_yaml(text.encode(), "x.json"), reading._read(text, "x.json")
    assert repr(file.value) == repr(yaml_file.value)
    assert file.findings == yaml_file.findings
    assert dict(file.places) == dict(yaml_file.places)


@given(
    value=st.dictionaries(_TEXTS, _VALUES, max_size=4),
    separators=st.sampled_from([(", ", ": "), (",", ":"), (" , ", " : ")]),
    plain=st.booleans(),
    end=st.sampled_from(["", "\n", " "]),
)
def test_json_is_read_as_the_yaml_that_it_is(
    value: dict[str, object], separators: tuple[str, str], plain: bool, end: str
) -> None:
    """Expect the same value, findings and places, however the JSON is written."""
    text = json.dumps(value, ensure_ascii=plain, separators=separators) + end
    if not reading.UNSEEN.search(text):
        assert_read_as_yaml(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a": NaN}',
        '{"a": Infinity}',
        '{"a": 1e999, "b": 1E3, "c": -0, "d": 123456789012345678}',
        '{"a": "\\ud83d\\ude00"}',
        '{"a": "\\u0007"}',
        '{"a": "\\b"}',
        '{"a": "\\/"}',
        '{"a": b}',
        "{'a': 'b'}",
        '{"a": &x 1}',
        '{"a": 1} {"b": 2}',
        '{"a": 1,}',
        '{"a": 1 # one\n}',
        '{"' + "a" * 2_000 + '": 1}',
        '{"a": "' + "b" * 5_000 + '"}',
        '{"a": ' + "[" * 38 + "1" + "]" * 38 + "}",
        '{"a": ' + "[" * 39 + "1" + "]" * 39 + "}",
        '{"a": ' + "[" * 40 + "1" + "]" * 40 + "}",
        '{"a": ' + "[" * 20_000 + "]" * 20_000 + "}",
        '{"a": [' + "1, " * 999 + "1]}",
        '{"a": [' + "1, " * 1_000 + "1]}",
        '{"a": {"": {"b": []}}}',
        "{}",
        "[1]",
    ],
)
def test_what_is_unusual_in_json_is_left_to_yaml(text: str) -> None:
    """Names twice, words that only one of the two knows, depth, length: the same is said of them as ever."""
    assert_read_as_yaml(text)
