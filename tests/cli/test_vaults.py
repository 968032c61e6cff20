"""A vault becomes a site that builds, and comes again."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.test_from import build
from papershelf.cli import main
from papershelf.cli.libraries import requirement
from papershelf.cli.libraries.requirement import Requirement
from sources import vaults


@pytest.fixture(autouse=True)
def a_stand_in_for_the_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What papershelf was installed from is tested elsewhere."""
    monkeypatch.setattr(requirement, "find", lambda: Requirement("papershelf==0", "a release"))
    monkeypatch.chdir(tmp_path)


def test_a_vault_becomes_a_site_and_comes_again(capsys: pytest.CaptureFixture[str]) -> None:
    vaults.write(Path("vault"), vaults.OBSIDIAN)
    assert main(["init", "lib", "--from", "vault"]) == 0
    said = capsys.readouterr().out
    assert "comments (%% … %%) are left out: 3" in said
    assert "ask Kim" not in said
    page = Path("lib/papers/lora/index.md").read_text("utf-8")
    assert ":status: planned" in page
    assert build("lib") == ""
    html = Path("out/html/papers/lora/index.html").read_text("utf-8")
    assert 'href="../eotensyeon-jeongri.html" title="어텐션 정리"' in html
    assert 'href="../eotensyeon-jeongri.html#eotensyeon-jeongri-gyesan-bangbeop"' in html
    assert "<mark>낮은 계수의 없는 노트 행렬</mark>" in html
    assert "비밀" not in html
    assert "<details" in html
    assert 'style="width: 300px; height: 200px;"' in html
    assert main(["-C", "lib", "check"]) == 0
    capsys.readouterr()
    assert main(["-C", "lib", "import", "vault"]) == 0
    said = capsys.readouterr().out
    assert "wrote" not in said
    assert "differs" not in said

    vaults.write(Path("vault"), {"새 노트.md": "# 새 노트\n\n[[LoRA#방법]]과 [[어텐션 정리]]를 다시 읽는다.\n"})
    assert main(["-C", "lib", "import", "vault"]) == 0
    page = Path("lib/papers/sae-noteu.md").read_text("utf-8")
    assert "{paper:ref}`LoRA › 방법 <lora>`과" in page  # its page is made already, so it has no label there
    assert build("lib") == ""
    before = Path("lib/papers/lora/index.md").read_text("utf-8")
    assert main(["-C", "lib", "import", "vault", "--force"]) == 0
    assert Path("lib/papers/lora/index.md").read_text("utf-8") == before
