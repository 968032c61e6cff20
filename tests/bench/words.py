"""Korean and English words of the seeded library: Zipf-like, with the particles Korean words take."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

T = TypeVar("T")


def split(text: str, separator: str | None = None) -> list[str]:
    """The words of a list written as text."""
    return text.split(separator)


# The most frequent first.
_KOREAN = split("""
모델 학습 데이터 방법 결과 성능 토큰 입력 출력 가중치 손실 층 벡터 행렬 질문 답 문장 단어 검색 문서 이미지 표현 추론
비용 메모리 지시 정렬 보상 정책 사람 평가 점수 기준 실험 과제 분포 확률 표본 잡음 확산 조건 문맥 길이 위치 어휘 사전
번역 요약 대화 언어 음성 영상 화면 그림 장면 특징 구조 블록 연결 경로 규모 크기 차원 공간 시간 단계 순서 속도 지연
처리량 배치 기울기 갱신 학습률 초기값 정규화 양자화 압축 증류 가지치기 어댑터 매개변수 전문가 라우터 주의 집중 머리
열쇠 질의 값 기억 상태 전이 잠재 부호기 복호기 생성기 판별기 분류기 추천 사용자 항목 선호 클릭 순위 후보 재현율
정밀도 정확도 편향 분산 오류 환각 안전 공격 방어 유해성 거절 위험 검열 정보 지식 사실 출처 근거 인용 가설 이론 증명
한계 가정 원인 효과 범위 경계 세부 전체 부분 중심 주변 깊이 너비 높이 밀도 빈도 비율 합 평균 중앙값 편차 상관 인과
그래프 노드 간선 나무 사슬 고리 묶음 집합 원소 함수 연산 알고리즘 코드 도구 환경 행동 목표 계획 탐색 시뮬레이션 로봇
센서 신호 주파수 파형 의료 환자 진단 처방 법률 판결 금융 가격 시장 뉴스 논문 저자 학회 벤치마크 설문 주석 라벨 자막
문법 형태소 음절 자모 띄어쓰기 맞춤법
""")

_ENGLISH = split("""
attention transformer token model prompt encoder decoder fine-tuning pretraining embedding adapter rank layer loss
batch gradient benchmark baseline dataset retrieval diffusion latent sampling inference quantization distillation
reward policy alignment instruction context window cache kernel throughput latency memory checkpoint backbone
projection head query key value softmax residual normalization dropout optimizer scheduler warmup learning-rate epoch
step scale parameter expert router gate sparsity pruning mixture reasoning chain agent tool planner verifier critic
judge preference ranking recall precision accuracy score hallucination safety jailbreak attack defense toxicity
refusal guardrail red-teaming annotation label corpus tokenizer vocabulary subword byte character sentence paragraph
document passage index chunk embedding-space similarity distance cluster centroid graph node edge tree image pixel
patch frame video audio speech caption mask segmentation detection depth camera scene mesh voxel
""")

_ADJECTIVES = split("""
small large sparse dense frozen shared joint robust simple deep shallow narrow broad noisy clean causal local
""")
_ROOTS = split("""
token param quant linear normal pool stat graph corp embed scal weight distr optim approx comp project regular sem
""")
_PREFIXES = ["", *split("re pre de multi sub over under inter hyper meta cross non auto co")]
_SUFFIXES = ["ize", "izer", "ization", "ized", "izing", "al", "ity", "or", "ive"]

STEMS = split("""
학습 측정 비교 제안 설명 계산 최적화 적용 확장 분석 평가 생성 압축 정렬 추정 예측 수정 선택 결합 분리 전달 저장 검색
변환 관찰 검증 강조 요약 활용 구성 도입 유지 개선 감소 증가 대체 가정 제한 반복 통합 분류 조절 고정 추가 제거 공유
기록 재현 보고
""")
"""Stems of verbs in 하다."""
ENDINGS = split("한다|했다|하였다|할 수 있다|하지 않는다|하고 있다|해야 한다|한 셈이다|하기 어렵다|하도록 했다", "|")
ADVERBS = split(
    "특히 다만 그러나 따라서 실제로 먼저 다음으로 대체로 오히려 그래서 한편 반대로 결국 다시 이때 여기서 즉 또한"
)
VERBS = split("""
improves reduces learns predicts replaces extends matches limits explains needs keeps shares removes measures
""")

COMPOUNDS = 3000
DERIVED = 1200


@dataclass(frozen=True, slots=True)
class Noun:
    """A word with the particles whose form hangs on its last sound."""

    bare: str
    topic: str
    subject: str
    object: str
    with_: str
    by: str


def noun(word: str) -> Noun:
    """A word with its particles: ``모델은``, ``어댑터는``, ``attention은``."""
    last = word[-1]
    final = (ord(last) - 0xAC00) % 28 if "가" <= last <= "힣" else {"l": 8, "m": 1, "n": 1}.get(last, 0)
    final = 1 if word.endswith("ng") else final
    by = "로" if final in {0, 8} else "으로"  # ㄹ takes 로
    pairs = ("은", "이", "을", "과") if final else ("는", "가", "를", "와")
    topic, subject, object_, with_ = (word + particle for particle in pairs)
    return Noun(word, topic, subject, object_, with_, word + by)


class Bag(Generic[T]):
    """Words to draw from, the first ones most often: the frequency falls as 1 / (rank + 6)."""

    def __init__(self, words: Sequence[T]) -> None:
        self.words = words
        self.cumulated = list(itertools.accumulate(1 / (rank + 6) for rank in range(len(words))))

    def draw(self, rng: random.Random) -> Iterator[T]:
        """An endless stream; drawn by hundreds, which is what makes a page quick to write."""
        while True:
            yield from rng.choices(self.words, cum_weights=self.cumulated, k=200)


@cache
def nouns() -> Bag[Noun]:
    """Korean words, their compounds, and English terms among them, as notes on papers mix them."""
    rng = random.Random("nouns")
    pairs = ["".join(rng.sample(_KOREAN, 2)) for _number in range(COMPOUNDS)]
    korean = [*_KOREAN, *pairs]
    english = [*_ENGLISH, *_derived(rng)[: len(korean) // 3]]
    mixed: list[str] = []
    for number, word in enumerate(korean):
        mixed.append(word)
        if number % 3 == 2 and number // 3 < len(english):
            mixed.append(english[number // 3])
    return Bag([noun(word) for word in dict.fromkeys(mixed)])


@cache
def english() -> Bag[str]:
    """English nouns."""
    return Bag(list(dict.fromkeys([*_ENGLISH, *_derived(random.Random("english"))])))


@cache
def adjectives() -> Bag[str]:
    """English adjectives."""
    return Bag(_ADJECTIVES)


def _derived(rng: random.Random) -> list[str]:
    every = ["".join(parts) for parts in itertools.product(_PREFIXES, _ROOTS, _SUFFIXES)]
    return rng.sample(every, DERIVED)


_LATIN = [a + b for a in "bdgkmnprtvwzj" for b in "aeiou"]
_HANGUL = list(
    "갸걀겟괠굣궤귈끼냘넙뇻뉠닫됴둣뎃랴롭룐뤼맏먈뫼뮨볍뵤뷰뺨샅셤쇤쉬얏욥윰쟉죕즙쩜챠켤콧큄탸톳튬퍅폿퓻햐홉휼"
)


def rare_word(number: int, place: int = 0) -> str:
    """A Latin word that stands on the page of this paper only; places 0 (its name), 1 and 2."""
    return _encode(number * 3 + place, _LATIN) + "x"


def rare_korean(number: int) -> str:
    """A Korean word that stands on the page of this paper only."""
    return _encode(number, _HANGUL)


def _encode(number: int, syllables: Sequence[str]) -> str:
    """Three syllables; neighbours in number are far apart in the alphabet."""
    base = len(syllables)
    number = (number + 1) * 104_729 % base**3  # a prime that is no divisor of the base: no two numbers meet
    parts = []
    for _place in range(3):
        number, digit = divmod(number, base)
        parts.append(syllables[digit])
    return "".join(parts)
