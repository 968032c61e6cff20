"""Words that people use in lists of papers, in English and Korean, and names that lists are full of."""

from __future__ import annotations

from papershelf.model.record.links import BESIDES
from papershelf.model.record.paper import Status


def words(text: str) -> frozenset[str]:
    """Words that blanks part."""
    return frozenset(text.split())


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, text in table.items() for word in text.split()}


STATES: dict[str, Status] = {
    **dict.fromkeys(
        ("작성중", "작성 중", "정리중", "정리 중", "초안", "wip", "draft", "in progress", "writing"), Status.WRITING
    ),
    **dict.fromkeys(("읽는중", "읽는 중", "reading"), Status.READING),
    **dict.fromkeys(("읽을 논문", "읽을 예정", "예정", "미작성", "추후", "coming soon"), Status.PLANNED),
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

RATES = (
    *("new", "hot", "updated?", "must[- ]read", "recommended", "milestone", "classic", "free", "paper", "pdf"),
    *("english", "korean", "chinese", "japanese", "영어", "영문", "한국어", "한글", "中文", "英文", "日本語", "英語"),
)
"""Patterns of what a bracket says of a paper or of its note that no field is for: rates, languages."""

QUOTES = (
    ("《", "》"),
    ("「", "」"),
    ("『", "』"),
    ("“", "”"),
    ('"', '"'),
    ("〈", "〉"),
    ("‘", "’"),
    ("'", "'"),
    ("<", ">"),
)
"""Quotation marks, opening and closing."""

VENUES = words(
    """3DV AAAI AACL AAMAS ACCV ACL ACML ACMMM AISTATS APSIPA ARR ASE ASPLOS ASRU ATC AutoML BIBM BMVC BigData
    BlackboxNLP CAV CBMI CCS CHI CHIL CIDR CIKM CLEF CLeaR COLING COLM COLT CSCW CVM CVPR CVPRW CVIU CoLM CoLLAs
    CoNLL CoRL Coling DAC DASFAA DSAA EACL ECAI ECCV ECCVW ECIR ECML EDBT EMNLP ESWC EUSIPCO EuroSys FAccT FAST
    FSE Globecom HPCA HRI ICALP ICANN ICASSP ICCV ICCVW ICDAR ICDCS ICDE ICDM ICDT ICIP ICLR ICLRW ICME ICML
    ICMLW ICMR ICPR ICRA ICSE IEEE IJCAI IJCB IJCNN IJCV INFOCOM INTERSPEECH IPDPS IROS ISBI ISCA ISMIR ISSTA
    ISWC IUI Interspeech JAIR JMIR JMLR KDD LREC LoG MICCAI MICRO MIDL MLHC MLSys MM MMM MMSys MSR NAACL NDSS
    NIPS NSDI NeurIPS NeurIPSW Neurips Nature NeuroImage OSDI OOPSLA PACT PAKDD PAMI PKDD PLDI PLOS PMLR PNAS
    POPL PPoPP PVLDB PoPETS RAL RA-L RLC RO-MAN RSS RecSys S&P SIGCOMM SIGDIAL SIGGRAPH SIGIR SIGKDD SIGMOD
    SIGSPATIAL SLT SOSP SODA SPL STOC SaTML Science TACL TASLP TCSVT TGRS TIFS TIP TIST TKDD TKDE TMC TMI TMLR
    TMM TNNLS TOG TOIS TPAMI TPDS TRO TSE TVCG TVCJ UAI UIST USENIX UbiComp VIS VLDB VLDBJ WACV WACVW WINE WMT
    WSDM WWW WebConf"""
)
"""Conferences and journals that are known by these names."""

LABELS = _by_word(
    {
        "code": "code codes practice github git gitlab star stars source implementation implementations impl repo "
        "repository pytorch torch tensorflow tf jax keras python julia r "
        "caffe mxnet colab nbviewer matlab 代码 源码 开源 项目代码 程式碼 コード 実装 코드 구현 깃허브 깃헙",
        "project": "project projects page homepage website web site webpage demo home blog blogpost post posting "
        "article hf huggingface model models weights checkpoint checkpoints ckpt dataset data datasets benchmark "
        "leaderboard "
        "项目 主页 项目主页 官网 博客 演示 数据 数据集 模型 權重 プロジェクト デモ ブログ データ モデル サイト "
        "프로젝트 홈페이지 데모 블로그 포스팅 포스트 데이터 데이터셋 모델 사이트 server webserver interface",
        "video": "video videos youtube talk presentation bilibili 视频 视频讲解 知乎视频 動画 動画解説 영상 "
        "발표영상 강의 비디오 다시듣기 듣기 다시보기",
        "slides": "slides slide ppt deck poster 幻灯片 スライド 슬라이드 발표자료",
        "pdf": "pdf",
        "paper": "paper papers arxiv link links abs abstract url openreview acl doi html publication "
        "original preprint journal download fulltext thesis dissertation 다운로드 下载 cvf thecvf ieee acm nips "
        "neurips pmlr jmlr springer nature ssrn biorxiv acm aclweb anthology 论文 论文链接 原文 链接 全文 連結 論文 "
        "論文リンク リンク 原論文 "
        "논문 링크 원문 원본 원문링크 논문링크 바로가기",
        "note": "note notes review reviews summary readme md memo doc docs folder 폴더 문서 "
        "文档 笔记 解读 阅读笔记 论文笔记 详解 总结 "
        "解讀 ノート 要約 "
        "まとめ メモ 解説 "
        "노트 정리 리뷰 요약 보기 설명 해설 📝 📖",
        "other": "tweet twitter thread bibtex bib cite citation supp supplementary supplement appendix "
        "podcast discord ref refs reference news media press "
        "slack colab reddit zhihu 知乎 机器之心 中文 翻译",
    }
) | {name: name for name in BESIDES}
"""Words of a link that say what it leads to, to the field that it fills; ``other`` for those without a field."""

LABELS_ALONE = words("link links url pdf here paper book doc download website 链接 论文 링크 논문")
"""Words of a link that are never a title, in lower case."""

FILLERS = words(
    """the a an to of our my and for official unofficial author authors s full here version v1 v2 arxiv old online
    original open reading tf chinese english local go to next
    underlying"""
)
"""Words beside a label that say nothing: ``official code``."""

COLUMNS = _by_word(
    {
        "title": "title titles paper papers 논문 제목 논문명 论文 标题 题目 论文名 论文标题 论文题目 "
        "論文 タイトル 題名",
        "short": "name names model models method methods algorithm approach system abbreviation abbr acronym "
        "nickname 모델 모델명 이름 약칭 名称 "
        "名字 模型 方法 简称 缩写 手法 モデル",
        "year": "year years date dates published time released 연도 년도 날짜 발표 年份 时间 日期 年 "
        "发表时间 年月 発表",
        "venue": "venue venues conference conf journal publication publisher pub where 학회 저널 출처 会议 期刊 发表 "
        "来源 学会 会議 出典",
        "authors": "authors author 저자 作者 著者",
        "code": "code codes github repo implementation official 코드 구현 代码 コード 実装",
        "project": "project website page homepage demo 项目 主页 プロジェクト 프로젝트",
        "pdf": "pdf",
        "url": "link links url arxiv resources materials 링크 链接 リンク",
        "status": "status state done 상태 완료 진행 状态 状態",
        "tags": "tags tag keywords keyword topic topics category categories type types 태그 키워드 주제 标签 关键词 "
        "主题 タグ キーワード",
        "number": "# no no. num id idx index rank 번호 순번 序号 编号 番号",
        "counter": "size params parameters star stars ★ ⭐ citation citations cited likes downloads views priority "
        "fit score rating metric metrics performance accuracy acc f1 성능 정확도 性能 指标 精度 スコア 评分 "
        " 평점 难度 난이도 인용 인용수 被引 引用数 引用次数",
        "talk": "presenter presenters speaker speakers reviewer reviewers 발표자 발표날짜 발표일자 발제자 담당 담당자 "
        "리뷰어 작성자 정리자 报告人 分享人 汇报人 主讲人 讲者 発表者 担当 担当者 紹介者",
        "note": "note notes review reviews 노트 정리 리뷰 笔记 解读 ノート",
        "videos": "video videos talk recording 视频 영상 動画",
        "source": "source sources",
        "place": "institute institutes institution institutions affiliation affiliations organization company "
        "기관 소속 机构 单位 团队 所属",
        "summary": "summary tl;dr description descriptions remark remarks abstract comment comments "
        "contribution 요약 설명 비고 한줄요약 简介 描述 "
        "备注 说明 摘要 概要 説明",
    }
)
"""Words of a table's heading to what the column holds."""

TOPICS = words("topic topics theme subject 주제 主题 議題 テーマ")
"""What a column of titles is called where keywords have another."""

FACTS = _by_word(
    {
        "title": "title 제목 논문제목 논문명 标题 题目 论文题目 论文标题 论文名称 论文名 タイトル",
        "paper": "paper papers arxiv pdf link links url openreview doi 논문 링크 원문 论文 论文链接 链接 原文 论文地址 "
        "论文下载地址 下载地址 地址 論文 リンク",
        "code": "code codes github repo repository source 코드 깃허브 代码 源码 开源代码 代码链接 コード",
        "project": "project website homepage page demo dataset data blog 프로젝트 홈페이지 데모 데이터셋 "
        "项目 主页 项目主页 "
        "数据集 プロジェクト",
        "video": "video youtube talk 영상 视频 動画",
        "slides": "slides slide poster 슬라이드",
        "authors": "author authors authors/owner owner 저자 作者 著者",
        "venue": "venue conference journal magazine publisher publication published publish conf record "
        "학회 저널 게재 出处 会议 期刊 发表 学会 会議",
        "date": "date dates year submission published submitted 날짜 연도 년도 발표일 日期 时间 发表时间 年份 日付 年",
        "tags": "keyword keywords key keys tag tags topic topics 키워드 태그 关键词 关键字 标签 キーワード タグ",
        "note": "note notes review 리뷰 정리 노트 笔记 解读 ノート",
        "place": "institution institutions organization organizations affiliation affiliations authors'sources "
        "authors’sources 机构 研究机构 研究结构 单位 "
        "作者单位 团队 기관 소속 所属",
        "talk": "discussion issue issues 讨论 讨论issue 讨论issues 토론",
        "aside": "presenter presenters presentedby speaker speakers reviewer reviewers reviewedby writer writers "
        "writtenby readdate readingdate readon reviewdate citedby citations rating ratings "
        "작성자 발표자 발제자 정리자 리뷰어 작성일 작성일자 작성날짜 정리일 리뷰일 리뷰날짜 "
        "발표날짜 발표일자 읽은날 읽은날짜 "
        "인용수 报告人 分享人 汇报人 记录人 整理人 讲者 笔记日期 阅读日期 阅读时间 记录时间 整理时间 引用数 "
        "発表者 作成者 執筆者 担当者 作成日 読んだ日 記入者",
        "summary": "tldr tl;dr tl;dr; summary abstract introduction intro brief description 요약 한줄요약 설명 摘要 "
        "简介 概要 要約 説明",
    }
) | {name: name for name in BESIDES}
"""Words before a colon that say what a line tells of the entry above it."""

PROPERTIES = _by_word(
    {
        "title": "title 제목 논문명 标题 タイトル",
        "short-title": "aliases alias short-title short_title shorttitle",
        "tags": "tags tag keywords keyword 태그 키워드 标签",
        "url": "url link source paper 링크 주소 链接",
        "pdf": "pdf",
        "year": "year published 연도 발행연도 年份",
        "date": "date 날짜 日期",
        "authors": "authors author 저자 作者 著者",
        "venue": "venue conference journal publication 학회 저널 会议",
        "code": "code github 코드 代码",
        "project": "project website 项目",
        "arxiv": "arxiv arxiv_id arxiv-id",
        "doi": "doi",
        "status": "status 상태",
        "read": "read 읽은날 읽은날짜",
    }
) | {name: name for name in BESIDES}
"""Names of a note's properties, in front matter or below its title, to the field that they fill."""

PARTICLES = words("de van von der den la le di da del della dos das du el al bin ibn ten ter y e af zu zur")
"""Parts of names that may be written small."""

TITLE_WORDS = words(
    """and are as at based by does for from how in into is its it not on or over per of the through to toward
    towards under up using via vs what when where which why with without your we 3d algorithm algorithms
    analysis approach architecture architectures attention automatic autonomous benchmark benchmarking
    classification code collaborative computing contrastive convolutional cross data dataset datasets deep
    denoising dense detection diffusion discrete distillation domain dynamic dynamics editing efficient
    embedding embeddings embodied encoder end-to-end estimation evaluation exploration explainable fast few-shot
    fine-tuning framework fully gan generalization generating generation generative gradient graph graphs guided
    hierarchical image images implicit inference information interactive knowledge language large latent learn
    learned learning linear llm llms machine mapping matching memory mixture modal model modeling modelling
    models multi multi-agent multi-modal multimodal natural network networks neural object open optimal
    optimization paper parallel perception planning pose policy pre-training prediction privacy probabilistic
    problem processing prompt quantization random reasoning recognition recommendation reconstruction recurrent
    reinforcement representation representations research residual retrieval review robot robotic robust
    scalable scaling scene search segmentation self semantic sequence simple single sparse spatial speech
    stochastic study supervised survey synthesis system systems task tasks temporal text theory tracking
    training transfer transformer transformers translation unified universal unsupervised variational video
    vision visual zero-shot github paper papers code project dataset artificial intelligence"""
)
"""Words that titles are full of, and names of people are not."""

PAPER_HOSTS = words(
    """aaai.org aclanthology.org aclweb.org acm.org alphaxiv.org ar5iv.org arxiv.org bioarxiv.org biorxiv.org
    cambridge.org cell.com citeseerx.ist.psu.edu computer.org distill.pub doi.org dspace.mit.edu
    eccv.net ecva.net eprint.iacr.org frontiersin.org hal.science icml.cc ieee.org ijcai.org
    isca-archive.org isca-speech.org jair.org jmlr.org jstor.org
    medrxiv.org mdpi.com mitpress.mit.edu mlr.press mlsys.org nature.com ndss-symposium.org neurips.cc nips.cc
    nejm.org openalex.org openreview.net osf.io oup.com papers.nips.cc plos.org pnas.org researchgate.net
    roboticsproceedings.org sagepub.com science.org sciencedirect.com sciencemag.org semanticscholar.org
    springer.com springeropen.com ssrn.com tandfonline.com thecvf.com usenix.org vldb.org wiley.com
    worldscientific.com"""
)
"""Hosts that papers are found on."""

HOSTS = _by_word(
    {
        "code": "github.com gitlab.com gist.github.com bitbucket.org colab.research.google.com gitee.com",
        "video": "youtube.com www.youtube.com youtu.be vimeo.com slideslive.com bilibili.com www.bilibili.com",
        "slides": "slideshare.net www.slideshare.net speakerdeck.com",
    }
)
"""Hosts whose pages are of one kind, to the field that they fill."""
