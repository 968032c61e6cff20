"""Asking servers: what is taken, what is tried again, what is refused."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from papershelf.sources.network import web
from papershelf.sources.network.web import LIMIT, LONGEST_PAUSE, Bases, Client, NotThere, WebError, agent
from papershelf.sources.servers import arxiv, crossref
from papershelf.sources.servers.lookup import ARXIV_PAUSE, Lookup, client
from papershelf.sources.servers.metadata import BadAnswer, Cache, CacheError, Metadata
from sources.servers import ATOM, CSL, JSON, Answer, Server, atom, running
from sources.servers import crossref as crossref_says
from sources.servers import datacite as datacite_says

BOMB = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><feed xmlns="http://www.w3.org/2005/Atom"><title>&c;</title></feed>"""


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def asking(server: Server, pauses: list[float]) -> Client:
    return Client(agent("1.0", "me@example.org"), server.bases.origins, timeout=20.0, sleep=pauses.append)


def get(asking: Client, server: Server, path: str = "/x") -> bytes:
    return asking.get(server.address + path, JSON, crossref.KINDS)


def test_it_names_itself_and_asks_for_a_kind(asking: Client, server: Server) -> None:
    server.say["/x"] = [Answer(b'{"a": 1}')]
    assert get(asking, server) == b'{"a": 1}'
    [(_, headers)] = server.asked
    assert headers["User-Agent"] == "papershelf/1.0 (paper notes; mailto:me@example.org)"
    assert (headers["Accept"], headers["Accept-Encoding"]) == (JSON, "identity")


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "100000"}, LONGEST_PAUSE),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"Retry-After": "Wed, 21 Oct 2215 07:28:00 GMT"}, LONGEST_PAUSE),
        ({"Retry-After": "soon"}, 1.0),
        ({}, 1.0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_after_its_own_pause(
    asking: Client, server: Server, pauses: list[float], status: int, headers: dict[str, str], pause: float
) -> None:
    server.say["/x"] = [Answer(b"", status=status, headers=headers), Answer(b"{}")]
    assert get(asking, server) == b"{}"
    assert pauses == [pause]


def test_a_server_that_stays_broken_is_given_up(asking: Client, server: Server, pauses: list[float]) -> None:
    server.say["/x"] = [Answer(b"oops", status=500)]
    with pytest.raises(WebError, match=r"127\.0\.0\.1.*4 tries.*500"):
        get(asking, server)
    assert (len(server.asked), pauses) == (4, [1.0, 2.0, 4.0])


def test_half_an_answer_is_none(asking: Client, server: Server) -> None:
    server.say["/x"] = [Answer(b'{"a": ', length=1000), Answer(b"{}")]
    assert get(asking, server) == b"{}"
    server.say["/y"] = [Answer(b'{"a": ', length=1000)]
    with pytest.raises(WebError, match="no answer"):
        get(asking, server, "/y")


@pytest.mark.parametrize("kind", ["text/html", "", "application/jsonx", "image/png"])
def test_another_kind_is_refused(asking: Client, server: Server, kind: str) -> None:
    server.say["/x"] = [Answer(b"{}", kind)]
    with pytest.raises(WebError, match="not application/json"):
        get(asking, server)
    assert len(server.asked) == 1


def test_twenty_megabytes_are_not_read(asking: Client, server: Server) -> None:
    server.say["/x"] = [Answer(b" " * 20_000_000)]
    with pytest.raises(WebError, match=f"more than {LIMIT:,} bytes"):
        get(asking, server)


def test_packed_answers_are_refused(asking: Client, server: Server) -> None:
    server.say["/x"] = [Answer(b"\x1f\x8b", headers={"Content-Encoding": "gzip"})]
    with pytest.raises(WebError, match="packed"):
        get(asking, server)


def test_slow_answers_are_broken_off(server: Server, pauses: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    server.say["/hang"] = [Answer(b" " * 3, drip=60.0)]
    with pytest.raises(WebError, match="no answer after 2 tries"):
        get(Client("x", server.bases.origins, timeout=0.2, tries=2, sleep=pauses.append), server, "/hang")
    server.say["/drip"] = [Answer(b" " * 100, drip=0.01)]
    monkeypatch.setattr(web, "time", SimpleNamespace(monotonic=itertools.count(step=30).__next__))  # as if hours passed
    with pytest.raises(WebError, match="the answer took longer than 60 seconds"):
        get(Client("x", server.bases.origins, sleep=pauses.append), server, "/drip")


@pytest.mark.parametrize(
    "target",
    ["http://example.org/x", "https://127.0.0.1/x", "//example.org/x", "file:///etc/passwd", "http://127.0.0.1:1/x"],
)
def test_redirects_lead_nowhere_else(asking: Client, server: Server, target: str) -> None:
    server.say["/x"] = [Answer(status=302, headers={"Location": target})]
    with pytest.raises(WebError, match="it sends us to"):
        get(asking, server)
    assert len(server.asked) == 1


def test_redirects_to_known_servers_are_followed_but_not_for_ever(asking: Client, server: Server) -> None:
    server.say["/x"] = [Answer(status=301, headers={"Location": "/y"})]
    server.say["/y"] = [Answer(b"{}")]
    assert get(asking, server) == b"{}"
    server.say["/loop"] = [Answer(status=307, headers={"Location": "/loop"})]
    with pytest.raises(WebError, match="redirects"):
        get(asking, server, "/loop")


def test_what_is_not_there_is_said(asking: Client, server: Server) -> None:
    with pytest.raises(NotThere):
        get(asking, server)
    server.say["/x"] = [Answer(status=403)]
    with pytest.raises(WebError, match="status 403"):
        get(asking, server)


def test_no_server_at_all(pauses: list[float]) -> None:
    asking = Client("x", (), tries=2, sleep=pauses.append)
    with pytest.raises(WebError, match="no answer after 2 tries"):
        asking.get("http://127.0.0.1:1/", JSON, crossref.KINDS)


def test_arxiv_gets_the_pause_it_asks_for(server: Server, pauses: list[float], tmp_path: Path) -> None:
    asking = client("1.0", bases=server.bases)
    asking.sleep = pauses.append
    server.say["/arxiv"] = [atom({"id": "2106.09685v2", "title": "LoRA"}), atom({"id": "2005.11401v4", "title": "RAG"})]
    lookup = Lookup(asking, Cache(tmp_path / "c.json"), server.bases)
    lookup.arxiv("2106.09685")
    lookup.arxiv("2005.11401")
    [pause] = pauses
    assert ARXIV_PAUSE - 1 < pause <= ARXIV_PAUSE
    assert asking.origins == server.bases.origins
    assert Bases().origins == {
        f"https://{host}"
        for host in (
            "export.arxiv.org",
            "api.crossref.org",
            "api.datacite.org",
            "doi.org",
            "aclanthology.org",
            "api2.openreview.net",
            "api.openreview.net",
            "dblp.org",
            "eutils.ncbi.nlm.nih.gov",
            "openlibrary.org",
            "www.googleapis.com",
        )
    }


def test_an_entry_of_arxiv() -> None:
    answer = atom(
        {
            "id": "2106.09685v2",
            "title": "LoRA: Low-Rank\n  Adaptation",
            "authors": ["Edward J. Hu", "Jan van der Berg", "Qwen; Team"],
            "comment": "Accepted at ICLR 2022, 10 pages",
            "doi": "10.1000/x",
        }
    )
    assert arxiv.parse(answer.body) == {
        "2106.09685": Metadata(
            {
                "title": "LoRA: Low-Rank Adaptation",
                "authors": "Hu, Edward J.; van der Berg, Jan; {Qwen Team}",
                "date": "2021-06-17",
                "venue": "ICLR 2022",
                "arxiv": "2106.09685",
            },
            "v2",
            "10.1000/x",
        )
    }
    assert arxiv.parse(atom().body) == {}


@pytest.mark.parametrize(
    ("journal", "comment", "venue"),
    [
        ("ICLR 2022", "", "ICLR 2022"),
        ("Phys. Rev. D 76, 013009 (2007)", "", "Phys. Rev. D 76, 013009 (2007)"),
        ("", "To appear in the proceedings of EMNLP'23", "EMNLP 2023"),
        ("", "NeurIPS 2020 camera-ready", "NeurIPS 2020"),
        ("", "10 pages, 3 figures", ""),
        ("", "Published as a conference paper at ICLR 2021", "ICLR 2021"),
        ("", "code at GitHub, 2021 version", ""),
        ("", "ICLR 2022", "ICLR 2022"),
        ("", "NeurIPS 2023 (Spotlight). 30 pages", "NeurIPS 2023"),
        ("", "EMNLP 2023 Findings", "EMNLP 2023"),
        ("", "Accepted at ICLR 2022; code is not public yet", "ICLR 2022"),
        ("", "Accepted by ACM CHI 2024, 12 pages", "CHI 2024"),
        ("", "Not accepted at ICLR 2024", ""),
        ("", "Not yet published, see ICML 2023", ""),
        ("", "EMNLP 2023 submission, under review", ""),
        ("", "Submitted to NeurIPS 2024", ""),
        ("", "Under review at ICLR 2025", ""),
        ("", "Rejected from ICML 2022. Accepted at AISTATS 2023", "AISTATS 2023"),
        ("", "Accepted at the ICLR 2024 Workshop on Reliable Models", "ICLR 2024 Workshop on Reliable Models"),
        ("", "Accepted as an oral at the Workshop on Sets at NeurIPS 2023", "Workshop on Sets at NeurIPS 2023"),
        ("", "ICML 2023 Workshop on Knobs", ""),
        ("", "Presented at MIDL 2021; extended version of ICLR 2020 work", "MIDL 2021"),
        ("x" * 200, "", ""),
    ],
)
def test_the_venue_as_authors_tell_arxiv(journal: str, comment: str, venue: str) -> None:
    assert arxiv.venue(journal, comment) == venue


@pytest.mark.parametrize(
    "data",
    [BOMB, b"", b"<feed", atom({"id": "2106.09685v2", "title": "T"}).body[:300], b"<html/>", b"\xff\xfe",
     b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
     atom({"id": "x", "title": "Error"}).body.replace(b"arxiv.org/abs/x", b"arxiv.org/api/errors#bad")],
    ids=["bomb", "nothing", "cut", "half", "another", "bytes", "doctype", "error"],
)  # fmt: skip
def test_bad_xml_is_an_error_with_words(data: bytes) -> None:
    with pytest.raises(BadAnswer, match="arXiv"):
        arxiv.parse(data)


def test_works_of_crossref() -> None:
    answer = crossref_says(
        DOI="10.18653/v1/2022.x", type="proceedings-article", title=["LoRA"], subtitle=["Low-Rank"],
        author=[{"given": "Edward", "family": "Hu", "sequence": "first"}, {"name": "Qwen Team"}],
        issued={"date-parts": [[2022, 5]]}, **{"container-title": ["Proceedings of EMNLP"]},
        URL="https://doi.org/10.18653/v1/2022.x",
    )  # fmt: skip
    assert crossref.parse(answer.body) == Metadata(
        {"title": "LoRA: Low-Rank", "authors": "Hu, Edward; {Qwen Team}", "date": "2022-05",
         "venue": "Proceedings of EMNLP 2022", "doi": "10.18653/v1/2022.x", "type": "inproceedings"}
    )  # fmt: skip
    preprint = crossref_says(
        title=["T"], type="posted-content", posted={"date-parts": [[2020, 1, 2]]},
        relation={"is-preprint-of": [{"id-type": "doi", "id": "10.1000/final"}]},
    )  # fmt: skip
    assert crossref.parse(preprint.body) == Metadata({"title": "T", "date": "2020-01-02"}, published="10.1000/final")


def test_dois_of_datacite() -> None:
    answer = datacite_says(
        doi="10.48550/arxiv.2106.09685", titles=[{"title": "LoRA"}], publicationYear=2021,
        creators=[{"name": "Hu, Edward", "nameType": "Personal", "givenName": "Edward", "familyName": "Hu"},
                  {"name": "Shen, Yelong"}, {"name": "Qwen Team", "nameType": "Organizational"}],
        dates=[{"date": "2021-06-17T17:37:18Z", "dateType": "Submitted"}], url="https://arxiv.org/abs/2106.09685",
    )  # fmt: skip
    assert crossref.parse_datacite(answer.body).options == {
        "title": "LoRA", "authors": "Hu, Edward; Shen, Yelong; {Qwen Team}", "date": "2021-06-17",
        "arxiv": "2106.09685", "doi": "10.48550/arxiv.2106.09685",
    }  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"", b"[", b"[]", b"{}", b'{"message": 3}', b"[" * 100_000, b"\xff", b'{"data": {"attributes": []}}']
)
def test_bad_json_is_an_error_with_words(data: bytes) -> None:
    for parse in (crossref.parse, crossref.parse_datacite):
        with pytest.raises(BadAnswer, match="answer of"):
            parse(data)


@pytest.fixture
def lookup(asking: Client, server: Server, tmp_path: Path) -> Lookup:
    return Lookup(asking, Cache(tmp_path / "papershelf-cache.json"), server.bases)


def test_a_doi_is_asked_for_at_crossref_then_datacite_then_the_resolver(lookup: Lookup, server: Server) -> None:
    with pytest.raises(NotThere):
        lookup.doi("10.1000/a b".replace(" ", ""))
    assert server.paths == ["/crossref/works/10.1000%2Fab", "/datacite/dois/10.1000%2Fab", "/doi/10.1000/ab"]
    server.say["/doi/10.1000/ab"] = [Answer(json.dumps({"title": "T", "DOI": "10.1000/ab"}).encode(), CSL)]
    assert lookup.doi("10.1000/ab").options["title"] == "T"
    assert server.asked[-1][1]["Accept"] == CSL


def test_nothing_is_asked_twice(lookup: Lookup, server: Server, tmp_path: Path) -> None:
    server.say["/arxiv"] = [lambda query: atom(*({"id": f"{i}v1", "title": i} for i in query["id_list"][0].split(",")))]
    server.say["/crossref/works/10.1000/X"] = [crossref_says(title=["T"], DOI="10.1000/X")]
    identifiers = [f"2106.{number:05}" for number in range(1, 102)]
    first = dict(lookup.arxiv_papers(identifiers))
    assert [len(path) > 0 for path in server.paths] == [True] * 3  # fifty at once
    lookup.doi("10.1000/X")
    lookup.cache.save()
    before = (tmp_path / "papershelf-cache.json").read_bytes()
    again = Lookup(lookup.client, Cache(tmp_path / "papershelf-cache.json"), server.bases)
    server.asked.clear()
    assert dict(again.arxiv_papers(identifiers[::-1])) == first
    assert again.doi("10.1000/x").options["title"] == "T"
    assert server.asked == []
    again.cache.save()
    assert (tmp_path / "papershelf-cache.json").read_bytes() == before
    assert list(json.loads(before)["answers"]) == sorted(json.loads(before)["answers"])
    fresh = Lookup(lookup.client, Cache(tmp_path / "papershelf-cache.json"), server.bases, fresh=True)
    fresh.doi("10.1000/X")
    assert len(server.asked) == 1


def test_a_failing_server_fails_its_papers_only(lookup: Lookup, server: Server) -> None:
    server.say["/arxiv"] = [atom({"id": "2106.00001v1", "title": "T"})]
    found: dict[str, Any] = dict(lookup.arxiv_papers(["2106.00001", "2106.00002"]))
    assert found["2106.00001"].options["title"] == "T"
    assert isinstance(found["2106.00002"], NotThere)
    server.say["/arxiv"] = [Answer(BOMB, ATOM)]
    [(_, error)] = lookup.arxiv_papers(["2106.00003"])
    assert isinstance(error, WebError)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"answers": []}', '{"answers": {"a": 3}}', "x" * 10, '{"answers": {"a": {"options": []}}}'],
)
def test_a_file_that_is_no_cache_is_not_written_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "papershelf-cache.json"
    path.write_text(text)
    with pytest.raises(CacheError, match="no cache"):
        Cache(path)
    assert path.read_text() == text
