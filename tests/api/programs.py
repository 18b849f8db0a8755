"""A program that calls the API with a token, and what its tests have in common."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from duixian.api import tokens
from duixian.api.models import ApiToken
from duixian.api.scopes import Scope
from duixian.authorities.models import Account, Authority

Json = dict[str, Any]
BASE = "/api/v1"


class Program:
    """Calls as a program does: bearer token, JSON, a new idempotency key for each write unless told."""

    def __init__(self, authority: Authority, account: Account, scopes: Iterable[Scope]) -> None:
        self.token: ApiToken
        self.token, self.text = tokens.issue(authority, account, "测试程序", scopes)
        self.client = Client()
        self.keys = (f"key-{number}" for number in itertools.count())

    def get(self, path: str, **headers: str) -> HttpResponse:
        """GET."""
        return self._said(self.client.get(BASE + path, headers=self._headers(headers)))

    def post(self, path: str, body: object = None, **headers: str) -> HttpResponse:
        """POST with a fresh key; `idempotency_key=` sets one."""
        return self._write("POST", path, body, headers)

    def put(self, path: str, body: object = None, **headers: str) -> HttpResponse:
        """PUT, as POST."""
        return self._write("PUT", path, body, headers)

    def _write(self, method: str, path: str, body: object, headers: dict[str, str]) -> HttpResponse:
        given = self._headers({"idempotency_key": next(self.keys), **headers})
        sent = json.dumps(body, ensure_ascii=False) if body is not None else ""
        return self._said(
            self.client.generic(method, BASE + path, sent, content_type="application/json", headers=given)
        )

    def upload(self, path: str, fields: Json, file: tuple[str, bytes], **headers: str) -> HttpResponse:
        """POST of a form with one file, under a fresh key."""
        given = {"idempotency_key": next(self.keys), **headers}
        sent = {**fields, "file": SimpleUploadedFile(*file)}
        return self._said(self.client.post(BASE + path, sent, headers=self._headers(given)))

    def _headers(self, given: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in given.items()}
        return {"Authorization": f"Bearer {self.text}", **named}

    def _said(self, answer: Any) -> HttpResponse:
        assert isinstance(answer, HttpResponse)
        return answer


def json_of(answer: HttpResponse, status: int = 200) -> Json:
    """The JSON of an answer that has this status."""
    said = answer.content.decode()
    assert answer.status_code == status, said
    found: Json = json.loads(said)
    return found
