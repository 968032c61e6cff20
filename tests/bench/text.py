"""Sentences, formulas, code and tables of the seeded notes, as Markdown that every form shares."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bench import words

LINK = "\x01{}\x02"
"""Stands in the text for a link to the paper of this number, until a form writes it its own way."""

INLINE = [
    r"d_{§} = §", r"\alpha_{§}", r"x_t", r"W_0 \in \mathbb{R}^{d \times §}", r"p_\theta(y \mid x)", r"\lambda = 0.§",
    r"r = §", r"\epsilon_\theta(x_t, §)", r"O(n \log n)", r"\sigma^2_{§}", r"\lVert h_{§} \rVert_2", r"10^{-§}",
    r"\Delta W = B A", r"k \ll §", r"\hat{y}_{§}", r"\beta_1 = 0.§", r"q_{§}^\top k_{§}", r"n", r"\tau",
]  # fmt: skip
BLOCKS = [
    r"\mathcal{L}_{§} = -\sum_{t=1}^{§} \log p_\theta(x_t \mid x_{<t}) + \lambda_{§} \lVert \theta \rVert_2^2",
    r"h = W_0 x + \frac{\alpha_{§}}{§} B A x, \qquad B \in \mathbb{R}^{d \times §}",
    r"\mathrm{softmax}\left(\frac{Q K^\top}{\sqrt{d_{§}}}\right) V + b_{§}",
    r"\mathbb{E}_{x \sim p}\left[ \lVert \epsilon - \epsilon_\theta(x_{§}, §) \rVert_2^2 \right]",
    r"\nabla_\theta J = \frac{1}{§} \sum_{i=1}^{§} A_i \nabla_\theta \log \pi_\theta(a_i \mid s_i)",
    r"D_{§}(p, q) = \int p(x) \log \frac{p(x)}{q(x)} \, dx + §",
    r"\hat{\theta}_{§} = (1 - \beta) \sum_{k=0}^{§} \beta^k \theta_{t-k}",
]
CODES = [
    '''\
import torch


def §name(x: torch.Tensor, scale: float = 0.§) -> torch.Tensor:
    """§doc"""
    hidden = §
    weight = torch.randn(hidden, x.shape[-1])
    for step in range(§):
        x = torch.matmul(x, weight.T) / hidden**0.5  # §note
        if step % § == 0:
            print(f"{step}: {x.norm():.3f}")
    return x * scale
''',
    '''\
from collections import Counter


class Seen§:
    """§doc"""

    def __init__(self, size: int = §) -> None:
        self.size = size
        self.seen: Counter[str] = Counter()

    def add(self, text: str) -> bool:
        # §note
        self.seen.update(text.split())
        return len(self.seen) > self.size and "§" not in text
''',
]
NAMES = ["scale", "merge", "route", "encode", "sample", "prune", "align", "score"]


_KOREAN = [
    "{topic} {noun}의 {object} {verb}.",
    "{adverb} {noun}에서 {object} {stem}하면 {subject} {stem}된다.",
    "{with_} {object} {stem}하여 {by} {verb}.",
    "{noun}마다 {subject} 달라 {noun}의 {object} {stem}하고 {by} {verb}.",
    "{subject} {integer}개일 때 {topic} {decimal}에 이르며, {noun}보다 {stem}된다.",
    "{adverb} {noun}까지 {stem}하려면 {object} {stem}하는 {subject} 있어야 한다.",
    "저자들은 {noun}에 {object} {stem}하고, {noun}에는 {object} {verb}.",
    "{math}에서 {topic} {object} {verb}.",
    "{object} {stem}한 {topic} {math}일 때 **{noun}**의 {object} {verb}.",
    "{noun}만으로는 {subject} 모자라 `{english}_{english}`의 {object} {verb}.",
    "{adverb} {topic} {noun}에 견주어 {decimal}% {stem}되지만 {topic} {stem}하지 않는다.",
]
_ENGLISH = [
    "The {adjective} {english} {act} the {english} of a {adjective} {english}.",
    "Each {english} {act} {integer} {english} units, and the {english} {act} the rest.",
]


class Pen(Mapping[str, str]):
    """Writes one page: sentences, formulas, code and tables of words it draws.

    As a mapping it gives the next word of a kind, which is how a pattern becomes a sentence.
    """

    def __init__(self, seed: str) -> None:
        self.rng = rng = random.Random(seed)
        self._nouns = words.nouns().draw(rng)
        english, adjectives = words.english().draw(rng), words.adjectives().draw(rng)
        self._kinds: dict[str, Callable[[], str]] = {
            **{form: partial(self._noun, form) for form in ("topic", "subject", "object", "with_", "by")},
            "noun": partial(self._noun, "bare"),
            "english": partial(next, english),
            "adjective": partial(next, adjectives),
            "act": partial(rng.choice, words.VERBS),
            "stem": partial(rng.choice, words.STEMS),
            "verb": lambda: rng.choice(words.STEMS) + rng.choice(words.ENDINGS),
            "adverb": partial(rng.choice, words.ADVERBS),
            "integer": lambda: str(rng.randint(2, 999)),
            "decimal": lambda: f"{rng.uniform(1, 99):.2f}",
            "math": lambda: f"${self.fill(rng.choice(INLINE))}$",
        }

    def __getitem__(self, kind: str) -> str:
        return self._kinds[kind]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def _noun(self, form: str) -> str:
        word: str = getattr(next(self._nouns), form)
        return word

    def fill(self, template: str) -> str:
        """A template with every § replaced by a number."""
        return re.sub("§", lambda _match: self["integer"], template)

    def write(self, pattern: str) -> str:
        """A pattern with its words drawn."""
        return pattern.format_map(self)

    def sentence(self) -> str:
        """A sentence, English one time in seven."""
        return self.write(self.rng.choice(_ENGLISH if self.rng.random() < 1 / 7 else _KOREAN))

    def paragraph(self) -> str:
        """Three to five sentences."""
        return " ".join(self.sentence() for _number in range(self.rng.randint(3, 5)))

    def bullets(self, count: int) -> str:
        """A list of sentences."""
        return "\n".join(f"- {self.sentence()}" for _number in range(count))

    def block(self) -> str:
        """A formula of its own."""
        return f"$$\n{self.fill(self.rng.choice(BLOCKS))}\n$$"

    def code(self) -> str:
        """A block of Python."""
        template = self.rng.choice(CODES).replace("§name", self.write("{adjective}_") + self.rng.choice(NAMES))
        template = template.replace("§doc", self.write(_ENGLISH[0])).replace("§note", self.sentence())
        return f"```python\n{self.fill(template)}```"

    def table(self) -> str:
        """Four columns, four or five rows."""
        row = "| {noun} | {decimal} | {decimal} | {integer} |"
        lines = [self.write("| 방법 | {noun} | {noun} | {noun} |"), "|---|---|---|---|"]
        return "\n".join([*lines, *(self.write(row) for _row in range(self.rng.randint(4, 5)))])
