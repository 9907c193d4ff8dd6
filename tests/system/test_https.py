"""HTTPS for real: a server whose certificate nobody vouches for is not asked, one that somebody does is."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.http.reads import TOKEN, read, refused
from tests.plugins.http.server import Server, answer, running

ROWS = [{"employee": "0042", "calls": "7"}]


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this machine that is signed by itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: .ci/system-packages says how")
    files = tmp_path / "certificate.pem", tmp_path / "key.pem"
    made = ["-out", str(files[0]), "-keyout", str(files[1]), "-addext", "subjectAltName=DNS:localhost"]
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(["openssl", *asked, *made], check=True, capture_output=True)
    return files


@pytest.fixture
def encrypted(certificate: tuple[Path, Path]) -> Iterator[Server]:
    """A server that speaks HTTPS only."""
    with running(certificate) as server:
        server.replies(answer({"items": [{"agent": "0042", "calls": 7}]}))
        yield server


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(
    encrypted: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_TOKEN", TOKEN)

    [said] = refused(tmp_path, encrypted, token_env="CRM_TOKEN")
    assert said.startswith("error http-certificate: sources.crm: page 1: localhost:")
    assert "cannot prove who it is (its certificate is not valid)" in said
    assert encrypted.asked == []


def test_an_authority_of_one_s_own_may_vouch_for_it(
    encrypted: Server, certificate: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))

    assert read(tmp_path, encrypted) == ROWS


def test_but_only_for_the_name_that_it_vouches_for(
    encrypted: Server, certificate: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    url = encrypted.url.replace("localhost", "127.0.0.1")

    assert refused(tmp_path, encrypted, url=url)[0].startswith(
        "error http-certificate: sources.crm: page 1: 127.0.0.1:"
    )


def test_what_speaks_no_https_cannot_be_reached(tmp_path: Path) -> None:
    with running() as plain:
        [said] = refused(tmp_path, plain, url=plain.url.replace("http://", "https://"), tries=2)
    assert "cannot be reached, also after 2 tries" in said
