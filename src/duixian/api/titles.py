"""What the numbers of HTTP are called in a problem."""

from __future__ import annotations

from duixian.values.bilingual import Text

TITLES = {
    400: Text("请求读不懂", "The request cannot be read"),
    401: Text("没有有效的令牌", "No live token"),
    403: Text("没有权限", "Not allowed"),
    404: Text("没有", "Not there"),
    405: Text("不能这样做", "Not done this way"),
    409: Text("与现状冲突", "In conflict with the present state"),
    422: Text("不合要求", "Refused"),
    429: Text("请求太多", "Too many requests"),
}
