"""The accessibility rule on text in another language than the one it is marked with."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx import access_rules as rules
from planbuilder.docx.document import Story
from planbuilder.docx.names import w
from planbuilder.docx.runs import run_text, shown_runs
from planbuilder.docx.styles import Styles
from planbuilder.findings import Finding

#: Scripts, as Unicode names their letters, and the languages that are written in them.
_SCRIPTS = {
    "CYRILLIC": ("a Slavic language", "ru uk bg sr mk be kk mn"),
    "GREEK": ("Greek", "el"),
    "ARABIC": ("Arabic", "ar fa ur ps ku"),
    "HEBREW": ("Hebrew", "he yi"),
    "CJK": ("Chinese", "zh ja ko"),
    "HIRAGANA": ("Japanese", "ja"),
    "KATAKANA": ("Japanese", "ja"),
    "HANGUL": ("Korean", "ko"),
    "DEVANAGARI": ("Hindi", "hi ne mr"),
    "BENGALI": ("Bengali", "bn as"),
    "THAI": ("Thai", "th"),
    "KHMER": ("Khmer", "km"),
    "LAO": ("Lao", "lo"),
    "ETHIOPIC": ("Amharic", "am ti"),
    "ARMENIAN": ("Armenian", "hy"),
    "GEORGIAN": ("Georgian", "ka"),
}
#: Words that nearly every sentence of a language has, and sentences of the others seldom.
_WORDS = {
    "en": ("English", "the and of to is you your with for that this are what not we will was have they from be on it"),
    "es": ("Spanish", "el los las que del una por con para su es como más y no se lo me le al pero mi muy estoy está"),
    "fr": ("French", "le les des et est une dans pour avec vous que qui ne pas sur je nous au ce mais du"),
    "pt": ("Portuguese", "o os as que do da uma por com para é não se em um na no mais eu você"),
    "de": ("German", "der die das und ist ein eine nicht mit für sie ich auf zu den dem wir auch"),
    "vi": ("Vietnamese", "và của là không có tôi được cho một các với trong người này"),
}
#: Of these words, those that English has too: by themselves they say nothing.
_ENGLISH_TOO = frozenset(["as", "die", "do", "me", "no", "on", "pour"])
#: So many different words have to be of one language alone.
_OWN = 2
_COMMON = {name: frozenset(words.split()) for name, (_, words) in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
#: Fewer words, or a smaller part of them, say nothing of the language.
_FEWEST = 6
_PART = 0.3
_ENOUGH_LETTERS = 3


def check_language(story: Story, styles: Styles) -> Iterator[Finding]:
    """Yield paragraphs with text that seems to be in another language than the one it is marked with."""
    for paragraph in story.nodes(w("p")):
        texts: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for run in shown_runs(paragraph, story, styles):
            texts[_marked(run, paragraph, styles)].append(run_text(run))
        for marked, parts in texts.items():
            found = _other_script("".join(parts), marked) or _other_words("".join(parts), marked[0])
            if found:
                yield rules.OTHER_LANGUAGE.finding(story.place(paragraph), language=found, marked=marked[0] or "none")
                break


def _marked(run: _Element, paragraph: _Element, styles: Styles) -> tuple[str, ...]:
    """Return the languages of a run: of ordinary letters, of East Asian ones, of right-to-left ones."""
    lang = styles.run_property(run, paragraph, "lang")
    if lang is None:
        return ("", "", "")
    return tuple((lang.get(w(name)) or "").lower().partition("-")[0] for name in ("val", "eastAsia", "bidi"))


def _other_script(text: str, marked: tuple[str, ...]) -> str:
    """Return the language of letters that none of the marked languages is written in; empty where there are none."""
    letters = Counter(
        unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter > "\u036f" and letter.isalpha()
    )
    for script, count in letters.items():
        name, languages = _SCRIPTS.get(script, ("", ""))
        least = 1 if script in ("CJK", "HANGUL") else _ENOUGH_LETTERS
        if name and count >= least and not set(marked) & set(languages.split()):
            return name
    return ""


def _other_words(text: str, marked: str) -> str:
    """Return the language that the common words of a text are of, where it is not the marked one.

    Each word counts once ("no ride, no visit, no care" is English), and the initials of names count as none.
    """
    words = {word.lower() for word in _WORD.findall(text) if not word.isupper() or text.isupper()}
    if len(words) < _FEWEST or marked not in _COMMON:
        return ""
    counts = {name: sum(word in common for word in words) for name, common in _COMMON.items()}
    best = max(counts, key=lambda name: counts[name])
    own = _COMMON[best].intersection(words) - _ENGLISH_TOO
    clear = counts[best] >= _PART * len(words) and counts[best] > 2 * counts[marked] and len(own) >= _OWN
    return _WORDS[best][0] if best != marked and clear else ""
