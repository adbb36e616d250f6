"""A checklist as text that a person can edit: a group on a line of its own, its items below, a star for a key one.

# 信息公示
* 明厨亮灶正常
没有高风险原料
"""


def written(check_list):
    """The list as text."""
    lines = []
    for group, items in check_list.groups:
        lines += ["# " + group, *(("* " if item.key else "") + item.text for item in items), ""]
    return "\n".join(lines).strip()


def read(text):
    """[(group, key, text), ...] of the text; an item before the first group is in 检查内容."""
    group, found = "检查内容", []
    for line in (one.strip() for one in text.splitlines()):
        if line.startswith(("#", "＃")):
            group = line[1:].strip() or group
        elif line:
            key = line.startswith(("*", "＊"))
            content = line[1:].strip() if key else line
            if content:
                found.append((group, key, content))
    return found
