from pathlib import Path
T = Path(__file__).parent.parent.parent / "templates"
def test_const(province, tmp_path):
    s = province.tree["mkdocs.yml"].decode().replace("theme:\n  name: material", "theme: {name: material, custom_dir: rieng}")
    main = (T / "main.html").read_text(encoding="utf-8").replace("<body", "<body data-mark='{{ \"a/\" | absolute }}'", 1)
    province.change(**{"mkdocs.yml": s, "rieng/main.html": main})
    d = province.quick(); assert d.code == 0, d.said
    province.change(**{"mkdocs.yml": s.replace("mau.example", "khac.example")})
    cold = province.cold(tmp_path / "moi")
    assert 0 == province.quick().code == cold.quick().code
    assert [] == province.differing(cold.contents, province.contents)[:3]
