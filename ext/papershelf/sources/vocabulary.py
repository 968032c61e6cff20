"""Words that people use in lists of papers, in English and Korean, and names that lists are full of."""

from __future__ import annotations

from papershelf.model.paper import Status


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, text in table.items() for word in text.split()}


STATES: dict[str, Status] = {
    **dict.fromkeys(
        ("작성중", "작성 중", "정리중", "정리 중", "초안", "wip", "draft", "in progress", "writing"), Status.WRITING
    ),
    **dict.fromkeys(("읽는중", "읽는 중", "reading"), Status.READING),
    **dict.fromkeys(("읽을 논문", "읽을 예정", "예정", "미작성", "추후"), Status.PLANNED),
    **dict.fromkeys(("todo", "to do", "to read", "planned", "tbd"), Status.PLANNED),
    **dict.fromkeys(("완료", "정리 완료", "done", "read", "finished"), Status.DONE),
}
"""What is written beside a title, in lower case, to the state of the note."""

SIGNS: dict[str, Status] = {
    **dict.fromkeys("✅☑✔🟢", Status.DONE),
    **dict.fromkeys("🚧📝✏✍🟡", Status.WRITING),
    **dict.fromkeys("📖👀", Status.READING),
    **dict.fromkeys("⬜🔜⏳🔲❌🔴", Status.PLANNED),
}
"""The same as signs."""

VENUES = _words(
    """AAAI AACL ACCV ACL AISTATS ASPLOS ATC BMVC CCS CHI CIKM COLING COLM COLT CVPR CoLM CoRL EACL ECCV ECIR EMNLP
    FAccT HPCA ICASSP ICCV ICDE ICDM ICLR ICML ICRA IJCAI IJCV INTERSPEECH IROS ISCA Interspeech JAIR JMLR KDD
    MICCAI MICRO MLHC MLSys NAACL NDSS NIPS NSDI NeurIPS Nature OSDI PAMI PNAS RSS RecSys SIGGRAPH SIGIR SIGMOD SOSP
    Science TACL TKDE TMLR TNNLS TOG TPAMI UAI UIST USENIX VLDB WACV WSDM WWW"""
)
"""Conferences and journals that are known by these names."""

LABELS = _by_word(
    {
        "code": "code github git source implementation repo repository 코드 구현",
        "project": "project page website web site demo homepage home blog 프로젝트 홈페이지 데모 블로그",
        "video": "video youtube talk presentation 영상 발표영상 강의",
        "slides": "slides slide ppt deck 슬라이드 발표자료",
        "pdf": "pdf",
        "paper": "paper arxiv link abs abstract url openreview acl doi html publication original 논문 링크 원문 원본",
        "note": "note notes review summary readme md 노트 정리 리뷰 요약 보기 📝 📖",
    }
)
"""Words of a link that say what it leads to, to the field that it fills."""

COLUMNS = _by_word(
    {
        "title": "title paper name model 논문 제목 논문명 모델 이름",
        "year": "year date published 연도 년도 날짜",
        "venue": "venue conference conf journal publication publisher 학회 저널 출처",
        "authors": "authors author 저자",
        "code": "code github repo 코드",
        "project": "project website page 프로젝트",
        "pdf": "pdf",
        "url": "link links url arxiv 링크",
        "status": "status state done 상태 완료 진행",
        "tags": "tags tag keywords 태그 키워드",
        "number": "# no no. num 번호 idx",
        "note": "note notes review 노트 정리 리뷰",
        "summary": "summary tl;dr description remark 요약 설명 비고",
    }
)
"""Words of a table's heading to what the column holds."""

PROPERTIES = _by_word(
    {
        "tags": "tags tag keywords 태그 키워드",
        "url": "url link source 링크 주소",
        "year": "year published 연도 발행연도",
        "authors": "authors author 저자",
        "venue": "venue conference journal publication 학회 저널",
        "code": "code github 코드",
        "arxiv": "arxiv",
        "doi": "doi",
        "status": "status 상태",
    }
)
"""Names of a note's properties, in front matter or below its title, to the field that they fill."""

PAPER_HOSTS = _words(
    """aclanthology.org aclweb.org acm.org alphaxiv.org arxiv.org doi.org ieee.org jmlr.org mlr.press nature.com
    neurips.cc nips.cc openreview.net paperswithcode.com science.org semanticscholar.org springer.com thecvf.com"""
)
"""Hosts that papers are found on."""

HOSTS = _by_word(
    {
        "code": "github.com gitlab.com gist.github.com",
        "video": "youtube.com www.youtube.com youtu.be vimeo.com slideslive.com",
        "slides": "slideshare.net www.slideshare.net speakerdeck.com",
    }
)
"""Hosts whose pages are of one kind, to the field that they fill."""

SAFE_TAGS = _words("b br del details em i ins kbd mark p s small strong sub summary sup u wbr")
"""What a page may have as raw HTML, without attributes (``collect/trust/markup.py``)."""

HTML_TAGS = SAFE_TAGS | _words(
    """a abbr address article aside audio bdi bdo big blockquote body button caption center cite code col colgroup data
    dd dfn dialog div dl dt embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup
    hr html iframe img input label legend li link main map menu meta meter nav noscript object ol optgroup option
    output param picture pre progress q rp rt ruby samp script section select slot source span strike style svg
    table tbody td template textarea tfoot th thead time title tr track tt ul var video"""
)
"""Elements of HTML; anything else in angle brackets is text, such as a special token."""

DIRECTIVES = _words(
    """admonition attention caution code code-block danger epigraph error figure hint image important list-table math
    note pull-quote rubric seealso sidebar table tip topic warning"""
)
"""Directives that a note may have; other braces after a fence name a language."""
