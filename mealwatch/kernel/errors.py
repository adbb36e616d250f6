"""What can go wrong, as values: a stable code, the field, the value and what to do.

``says`` and ``remedy`` are Chinese sentences with named places; they are
message ids too, so the edge that shows a problem can translate them. The
rules raise problems and know nothing of HTTP.
"""


def mark(text):
    """Mark a sentence for the translators; the edge looks the translation up."""
    return text


class Problem(Exception):
    """Base of all refusals. Keyword arguments fill the places of ``says`` and ``remedy``."""

    code = "problem"
    says = mark("操作没有完成")
    remedy = ""

    def __init__(self, *, field=None, **facts):
        self.field = field
        self.facts = facts
        super().__init__(self.code)

    def text(self, translate=mark):
        """The sentence, filled in, in the language of ``translate``."""
        return _fill(translate(self.says), self.facts)

    def advice(self, translate=mark):
        """What to do about it, in the language of ``translate``; may be empty."""
        return _fill(translate(self.remedy), self.facts) if self.remedy else ""

    def __str__(self):
        return f"{self.code}: {self.text()}"


def _fill(sentence, facts):
    return sentence.format_map({name: "" if value is None else value for name, value in facts.items()})


class Invalid(Problem):
    """What was given cannot be right, whatever the state of the records."""


class Conflict(Problem):
    """It could be right, but not with the records as they stand."""


class TooMany(Problem):
    """Asked too often; it will be answered again later."""


class Unavailable(Problem):
    """It would be right, but the service must not do it now."""


class NotFound(Problem):
    code = "not_found"
    says = mark("找不到{what}“{key}”")
    remedy = mark("请核对编码或名称")


class NotAllowed(Problem):
    code = "not_allowed"
    says = mark("您的岗位不能做这项操作")
    remedy = mark("请由有权限的人员办理")
