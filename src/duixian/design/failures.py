"""Pages for what no view answers: no such address, no permission, a form that expired, our own fault."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from duixian.design.refusals import Refusal, told


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    refusal = Refusal(
        title=gettext("没有这个页面"),
        what=gettext("这个地址没有内容，或者您不能看到它。"),
        code="not-there",
        where=request.path,
        remedy=gettext("请核对地址，或回到上一页重新进入。"),
    )
    return told(request, refusal, 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    refusal = Refusal(
        title=gettext("您不能打开这个页面"),
        what=gettext("您的账户没有这个页面所需的角色。"),
        code="forbidden",
        where=request.path,
        remedy=gettext("请用有权限的账户登录，或请系统管理员任命。"),
    )
    return told(request, refusal, 403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    refusal = Refusal(
        title=gettext("请求读不懂"),
        what=gettext("浏览器发来的内容不完整或不合要求。"),
        code="request-unreadable",
        remedy=gettext("请回到上一页，刷新后再试。"),
    )
    return told(request, refusal, 400)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old: the page stood open too long, or cookies are off."""
    refusal = Refusal(
        title=gettext("页面已经过期"),
        what=gettext("为了安全，这张表单没有提交：页面打开得太久，或浏览器没有保存 Cookie。"),
        code="form-expired",
        remedy=gettext("请回到上一页，刷新后再提交一次。"),
    )
    return told(request, refusal, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a page that asks nothing of the database, which may be what is broken."""
    words = {
        "lang": "en" if (get_language() or "zh").startswith("en") else "zh-Hans",
        "title": gettext("服务出错了"),
        "what": gettext("这是我们的问题，您的操作没有生效，已办的事项不受影响。"),
        "remedy": gettext("请过几分钟再试；仍然不行，请把当时的时间和页面地址告诉经办部门。"),
    }
    return render(None, "design/broken.html", words, status=500)
