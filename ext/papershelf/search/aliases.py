"""Words that mean the same in this field: a Korean one, its transliteration, the English one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DEFAULT = (
    ("LoRA", "로라"),
    ("fine-tuning", "finetuning", "미세조정", "미세 조정", "파인튜닝", "파인 튜닝"),
    ("hallucination", "환각", "할루시네이션"),
    ("quantization", "양자화"),
    ("RAG", "retrieval-augmented generation", "검색 증강 생성"),
    ("attention", "어텐션"),
    ("transformer", "트랜스포머"),
    ("diffusion", "확산", "디퓨전"),
    ("prompt", "프롬프트"),
    ("embedding", "임베딩"),
    ("red teaming", "red team", "레드팀", "레드티밍"),
    ("LLM", "대규모 언어 모델", "거대 언어 모델", "large language model"),
    ("parameter", "파라미터", "매개변수"),
    ("token", "토큰"),
    ("benchmark", "벤치마크"),
    ("LLaMA", "라마"),
    ("alignment", "정렬"),
    ("pre-training", "pretraining", "사전학습", "사전 학습"),
    ("adapter", "어댑터"),
    ("dataset", "데이터셋", "데이터 셋"),
    ("multimodal", "multi-modal", "멀티모달"),
    ("chain-of-thought", "CoT", "생각의 사슬", "사고 사슬"),
    ("DreamBooth", "드림부스"),
    ("ControlNet", "컨트롤넷"),
    ("FlashAttention", "플래시어텐션", "플래시 어텐션"),
    ("encoder", "인코더"),
    ("decoder", "디코더"),
    ("latent", "잠재"),
    ("open source", "오픈소스", "오픈 소스"),
    ("instruction tuning", "지시 조정", "지시 튜닝"),
)
"""The groups that a library has without asking."""


def groups(own: Mapping[str, str | Iterable[str]]) -> list[list[str]]:
    """The default groups with those of ``papershelf_aliases``: a word that is in one joins it, another begins one.

    :param own: word to the words that mean the same; none of these takes the word out of its group.
    """
    found = [list(group) for group in DEFAULT]
    for word, value in own.items():
        others = [value] if isinstance(value, str) else list(value)
        home = next((group for group in found if _has(group, word)), None)
        if not others:
            found = [kept for group in found if len(kept := [w for w in group if not _same(w, word)]) > 1]
        elif home is not None:
            home += [other for other in others if not _has(home, other)]
        else:
            found.append([word, *others])
    return found


def _has(group: Iterable[str], word: str) -> bool:
    return any(_same(member, word) for member in group)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
