"""Ontology, shapes and queries are found in a checkout and in an installed package."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ajgraph import resources
from ajgraph.errors import AjgraphError

ROOT = Path(__file__).resolve().parents[1]


def test_a_checkout_has_its_files_at_the_top() -> None:
    assert [path.name for path in resources.ontology_files()] == ["ajgraph.ttl", "levels.ttl"]
    assert [path.name for path in resources.shape_files()] == ["rules.ttl", "structure.ttl"]


def test_an_installed_package_has_its_own_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "ajgraph"
    files = [
        package / "_share" / "ontology" / "a.ttl",
        package / "_share" / "shapes" / "b.ttl",
        package / "queries" / "c.rq",
    ]
    for path in [*files, tmp_path / "site-packages" / "ontology" / "of-somebody-else.ttl"]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.setattr(resources, "_PACKAGE", package)

    found = (resources.ontology_files(), resources.shape_files(), resources.query_files())

    assert found == tuple((path,) for path in files)


def test_the_wheel_carries_the_folders_where_they_are_looked_for() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wheel = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {folder: f"ajgraph/_share/{folder}" for folder in ("ontology", "shapes")}


@pytest.mark.parametrize("find", [resources.ontology_files, resources.shape_files, resources.query_files])
def test_a_damaged_installation_says_what_is_missing(
    find: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "ajgraph")
    assert callable(find)
    with pytest.raises(AjgraphError) as caught:
        find()
    assert str(tmp_path) in str(caught.value)
    assert caught.value.remedy is not None
