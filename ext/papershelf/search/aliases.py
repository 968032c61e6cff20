"""Words that mean the same in this field: a Korean one, its transliteration, the English one.

What a rule knows is not here: spacing (미세 조정), hyphens (fine tuning), particles and endings, and 쥬 for 주.
The words are those of three public glossaries and courses, and the spellings that stand in them side by side:
Dive into Deep Learning in Korean (``TERMINOLOGY.md`` of d2l-ai/d2l-ko), PyTorch tutorials in Korean
(PyTorchKorea/tutorials-kr), the Hugging Face course in Korean (``chapters/ko`` of huggingface/course).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DEFAULT = (
    # models and how they are trained
    ("transformer", "트랜스포머", "트렌스포머"),
    ("agent", "에이전트"),
    ("multi", "멀티"),
    ("attention", "어텐션"),
    ("diffusion", "확산", "디퓨전"),
    ("LLM", "대규모 언어 모델", "대형 언어 모델", "거대 언어 모델", "초거대 언어 모델", "large language model"),
    ("neural network", "신경망", "뉴럴 네트워크", "뉴럴넷"),
    ("convolution", "합성곱", "컨볼루션", "콘볼루션", "컨벌루션", "컨볼류션"),
    ("pooling", "풀링"),
    ("softmax", "소프트맥스"),
    ("sigmoid", "시그모이드"),
    ("perceptron", "퍼셉트론"),
    ("autoencoder", "오토인코더", "오토엔코더", "자기부호화기"),
    ("encoder", "인코더", "엔코더"),
    ("decoder", "디코더"),
    ("adapter", "어댑터"),
    ("latent", "잠재"),
    ("embedding", "임베딩"),
    ("parameter", "파라미터", "파라메터", "매개변수"),
    ("hyperparameter", "하이퍼파라미터", "하이퍼매개변수", "초매개변수"),
    ("pre-training", "pretraining", "사전학습", "사전훈련", "프리트레이닝"),
    ("fine-tuning", "finetuning", "미세조정", "파인튜닝"),
    ("instruction tuning", "지시 조정", "지시 튜닝"),
    ("alignment", "정렬"),
    ("transfer learning", "전이학습"),
    ("reinforcement learning", "강화학습"),
    ("machine learning", "머신러닝", "기계학습"),
    ("deep learning", "딥러닝", "심층학습"),
    ("low-rank", "저랭크"),
    ("quantization", "양자화"),
    ("pruning", "가지치기", "프루닝"),
    ("object detection", "객체탐지", "객체검출", "물체탐지", "물체검출"),
    ("segmentation", "세그멘테이션", "세그먼테이션"),
    ("forward propagation", "순전파", "순방향 전파"),
    ("backpropagation", "back-propagation", "역전파"),
    ("gradient descent", "경사하강법", "경사하강"),
    ("cross-entropy", "교차엔트로피", "크로스엔트로피"),
    ("fully connected", "완전연결", "전결합"),
    ("knowledge distillation", "지식증류"),
    # training
    ("dataset", "데이터셋", "데이터세트"),
    ("DataLoader", "데이터로더"),
    ("token", "토큰"),
    ("tokenizer", "토크나이저"),
    ("mini-batch", "미니배치"),
    ("batch", "배치"),
    ("epoch", "에포크", "에폭"),
    ("label", "레이블", "라벨"),
    ("mask", "마스크"),
    ("padding", "패딩"),
    ("dropout", "드롭아웃", "드랍아웃"),
    ("gradient", "그래디언트", "그레이디언트", "그라디언트", "기울기", "변화도"),
    ("optimizer", "옵티마이저", "최적화기"),
    ("SGD", "stochastic gradient descent", "확률적 경사하강법"),
    ("profiler", "프로파일러"),
    ("collator", "콜레이터"),
    ("scheduler", "스케줄러"),
    ("learning rate", "학습률", "러닝 레이트"),
    ("overfitting", "과적합", "과대적합", "오버피팅"),
    ("underfitting", "과소적합", "언더피팅"),
    ("checkpoint", "체크포인트"),
    ("benchmark", "벤치마크"),
    ("metric", "메트릭"),
    ("logit", "로짓"),
    ("tensor", "텐서"),
    # use
    ("prompt", "프롬프트"),
    ("few-shot", "퓨샷"),
    ("zero-shot", "제로샷"),
    ("chain-of-thought", "CoT", "생각의 사슬", "사고 사슬"),
    ("chatbot", "챗봇"),
    ("RAG", "retrieval-augmented generation", "검색 증강 생성"),
    ("hallucination", "환각", "할루시네이션"),
    ("red teaming", "red team", "레드팀", "레드티밍"),
    ("multimodal", "multi-modal", "멀티모달"),
    ("open source", "오픈소스"),
    # names
    ("LoRA", "로라"),
    ("LLaMA", "라마"),
    ("DreamBooth", "드림부스"),
    ("ControlNet", "컨트롤넷"),
    ("FlashAttention", "플래시어텐션"),
    ("Python", "파이썬"),
    ("PyTorch", "파이토치"),
    ("TensorFlow", "텐서플로", "텐서플로우"),
    ("TensorBoard", "텐서보드"),
    ("Hugging Face", "허깅페이스"),
    ("Colab", "코랩"),
    ("Hub", "허브"),
    ("Google", "구글"),
    ("GitHub", "깃허브"),
    # one word in two spellings
    ("데이터", "데이타"),
    ("메서드", "메소드"),
    ("error", "에러", "오류"),
    ("메시지", "메세지"),
    ("네트워크", "네트웍"),
    ("알고리즘", "알고리듬"),
    ("콘텐츠", "컨텐츠"),
    ("애플리케이션", "어플리케이션"),
    ("디렉터리", "디렉토리"),
    ("workflow", "워크플로", "워크플로우"),
    ("오버플로", "오버플로우"),
    ("윈도", "윈도우"),
    ("섀도", "섀도우"),
    ("캐시", "캐쉬"),
    ("해시", "해쉬"),
    ("푸시", "푸쉬"),
    ("대시보드", "대쉬보드"),
    ("액세스", "엑세스", "억세스"),
    ("액셀러레이터", "엑셀러레이터"),
    ("타깃", "타겟"),
    ("포맷", "포멧"),
    ("칼럼", "컬럼"),
    ("컬렉션", "콜렉션"),
    ("컨테이너", "콘테이너"),
    ("컨트롤", "콘트롤"),
    ("콘퍼런스", "컨퍼런스"),
    ("컴포넌트", "콤포넌트"),
    ("리포지터리", "리포지토리", "레포지토리", "레포지터리"),
    ("라이선스", "라이센스"),
    ("스레드", "쓰레드"),
    ("블록", "블럭"),
    ("메커니즘", "매커니즘"),
    ("렌더링", "랜더링"),
    ("레퍼런스", "래퍼런스"),
    ("래퍼", "랩퍼"),
    ("템플릿", "탬플릿", "템플리트"),
    ("플랫폼", "플렛폼"),
    ("매핑", "맵핑"),
    ("제너레이터", "제네레이터"),
    ("애너테이션", "어노테이션", "애노테이션"),
    ("내비게이션", "네비게이션"),
    ("인스턴스", "인스탄스"),
    ("서버", "써버"),
    ("프로퍼티", "프라퍼티"),
    ("마르코프", "마코프"),
    ("몬테카를로", "몬테칼로"),
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
