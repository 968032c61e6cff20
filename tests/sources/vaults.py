"""Small vaults of every kind, with what people write in them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from support import write as write

ID = "0123456789abcdef0123456789abcdef"
OTHER = "fedcba9876543210fedcba9876543210"
BLOCK = "6123a5f6-7a1b-4c2d-8e3f-1234567890ab"
LINKED = "6123a5f6-7a1b-4c2d-8e3f-1234567890a0"


def png(shade: int = 0) -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dot = zlib.compress(bytes([0, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


OBSIDIAN: Mapping[str, str | bytes] = {
    ".obsidian/app.json": "{}",
    ".trash/old.md": "# Old\n\ngone\n",
    "Templates/paper.md": "# {{title}}\n",
    "Daily/2024-01-02.md": "오늘 [[LoRA]]를 읽었다.\n",
    "그림.excalidraw.md": "# Drawing\n",
    "첨부/그림 1.png": png(),
    "첨부/appendix.pdf": b"%PDF-1.4\n",
    "LLM/LoRA.md": """\
---
title: "LoRA: Low-Rank Adaptation of Large Language Models"
authors: ["[[Edward J. Hu]]", "Yelong Shen"]
year: 2021
venue: ICLR 2022
tags: [peft, "#low-rank"]
aliases: [로라, 저랭크 적응]
arxiv: https://arxiv.org/abs/2106.09685
code: https://github.com/microsoft/LoRA
status: to-read
category: Fine-tuning
cssclass: wide
---
#논문/미세조정 #1 #2021

저랭크 행렬로 큰 모델을 미세 조정하는 방법을 제안한다.

%% private: ask Kim %%

## 방법

[[어텐션 정리|어텐션]]의 가중치에 ==낮은 계수의 [[없는 노트]] 행렬==을 더한다.%% 비밀 %% \
자세히는 [[어텐션 정리#계산 방법]]과 [[#결과]], \
[[LLM/LoRA]], [[어텐션 정리#없는 절]], [[2024-01-02]]에 있다. #transformer 를 쓴다. C#은 그대로다. ^abc123

%%
```python
secret = "[[LoRA]]"
```
%%

> [!warning]- 주의 [[어텐션 정리|할 점]]
> 계수가 너무 크면 안 된다.
> ```text
> [[code]]
> ```
> > [!tip]
> > ![[그림 1.png]]

> [!abstract]
> 요약이다.

> [!quote] 저자
> 말이다.

## 결과

![[그림 1.png|300]]

- ![[그림 1.png|300x200]]

| 표 | 링크 |
|---|---|
| ![[그림 1.png\\|40]] | [[어텐션 정리\\|정리]] |

![[어텐션 정리]]

[부록](appendix.pdf)과 [정리](어텐션%20정리.md), ![[없는 그림.png]]

`[[code]] ==code== %%code%%` $a_{[[x]]} == b$ 값은 $5이고 [[어텐션 정리]]는 $3이다.

```markdown
[[LoRA]] ==x== %% kept %% #tag
```

    [[indented]] ==code==

$$
x == y == z
$$
""",
    "LLM/어텐션 정리.md": """\
저자:: Ashish Vaswani, Noam Shazeer
평점:: 5
related:: [[LoRA]]

## 개요

[[로라]]가 쓰는 어텐션을 정리한다. [[LoRA#방법|저랭크]]도 본다.

## 계산 방법

$QK^T$ 를 계산한다.
""",
    "빈 노트.md": "",
}

LOGSEQ: Mapping[str, str | bytes] = {
    "logseq/config.edn": "{}",
    "journals/2024_01_02.md": "- 오늘\n",
    "assets/image_1.png": png(),
    "pages/LoRA.md": f"""\
title:: LoRA
authors:: [[Edward J. Hu]], [[Yelong Shen]]
tags:: [[peft]], low-rank
year:: 2021
rating:: 5

- 큰 모델을 적은 수의 매개변수로 미세 조정하는 방법이다.
\tid:: {BLOCK}
- ## 방법
  collapsed:: true
\t- 행렬 두 개를 $$A$$와 더한다.
\t\t- ^^작은^^ 계수 #[[저랭크 행렬]]
\t\t- DONE 읽기
\t\t  :LOGBOOK:
\t\t  CLOCK: [2024-01-02]
\t\t  :END:
\t- ```python
\t  x:: int = [[1]]
\t  ```
- [[https://example.org/a][원본]] [[https://example.org/b.png][b.png]]
- ![image.png](../assets/image_1.png){{:height 100, :width 200}}
- {{{{embed [[Attention]]}}}} {{{{query (page-tags x)}}}}
- #+BEGIN_NOTE
  잊지 말 것
  #+END_NOTE
- 식
\t-
\t  #+BEGIN_TIP
\t  각 $$p_i$$는 ^^닻^^ [[Attention]]
\t  #+END_TIP
\t-
\t  $$x_{{1}} \\\\
\t  = y$$
\t- $$
\t  z^2
\t  $$
\t- 5$$
- 안의 [[Attention]]은 $$ d_k $$에 ^^비례한다^^
  id:: {LINKED}
""",
    "pages/Attention.md": f"- [[LoRA]]: (({BLOCK})), ((00000000-0000-0000-0000-000000000000))\n- (({LINKED}))\n",
}

NOTION: Mapping[str, str | bytes] = {
    f"Papers {ID}.csv": "\ufeffName,Authors,Status,Tags,URL,Created\n"
    'LoRA,"Edward J. Hu, Yelong Shen",Done,"peft, llm",https://arxiv.org/abs/2106.09685,2024\n'
    "QLoRA,Tim Dettmers,To Read,peft,https://arxiv.org/abs/2305.14314,2024\n",
    f"Papers {ID}/LoRA {OTHER}.md": "# LoRA\n\nAuthors: Edward J. Hu, Yelong Shen\nYear: 2021\nScore: 5\n\n"
    f"## 방법\n\n저랭크 행렬을 더한다.\n\n![Untitled](LoRA%20{OTHER}/Untitled.png)\n",
    f"Papers {ID}/LoRA {OTHER}/Untitled.png": png(),
}

JEKYLL: Mapping[str, str | bytes] = {
    "_config.yml": "title: blog\n",
    "README.md": "# My blog\n",
    "about.md": "# About\n",
    "assets/img/lora.png": png(),
    "_posts/2021-03-01-lora-review.md": """\
---
layout: post
title: "[논문 리뷰] LoRA: Low-Rank Adaptation"
permalink: /papers/lora/
categories: [Fine-tuning, NLP]
tags: peft nlp
use_math: true
---

* TOC
{:toc}

이 글은 LoRA 논문을 읽고 정리한 것이다. {% raw %}$$x$$ 는{% endraw %} 입력이다.

![그림]({{ site.baseurl }}/assets/img/lora.png){: .center width="600"}

{% include figure.html src="/assets/img/lora.png" caption="구조" width="300" %}

{% include ads.html %}

중요하다.
{: .notice--warning}

{% highlight python %}
x = "{{ site.url }}"
{% endhighlight %}

`{% raw %}` {{< youtube abcdefghijk >}} [다음]({% post_url 2021-04-01-qlora %})
""",
    "_posts/2021-04-01-qlora.md": "---\ntitle: QLoRA\n---\n\n[LoRA](/papers/lora/)를 양자화한 모델에 쓴다.\n",
}

HUGO: Mapping[str, str | bytes] = {
    "hugo.toml": "title = 'x'\n",
    "static/images/a.png": png(),
    "content/_index.md": "# Home\n",
    "content/posts/lora/index.md": '+++\ntitle = "LoRA"\ndate = 2021-03-01\ndraft = true\ntags = ["peft"]\n+++\n\n'
    '{{< figure src="fig.png" title="구조" >}}\n\n![a](/images/a.png)\n\n'
    '[q]({{< ref "qlora.md" >}}) \\\\(y\\\\) 이다.\n',
    "content/posts/lora/fig.png": png(1),
    "content/posts/qlora.md": "---\ntitle: QLoRA\nyear: 2023\n---\n\n> [!question]+ 왜?\n> 작으니까.\n",
}
