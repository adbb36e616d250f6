"""What does not fit. Each names the first record concerned; the order of checks is that of queries/whole.py."""

from mealwatch.kernel.errors import Conflict, Invalid, mark

_SINCE = mark("请保留现场，取最近一次核验通过的备份对照；不要继续录入")


class DoesNotFit(Conflict):
    """``record``: subject and key as the journal names it. ``county``: the county's code, empty for the whole site."""

    code = "verify.does_not_fit"
    says = mark("{record}：{what}")
    remedy = _SINCE

    def text(self, translate=mark):
        facts = {name: translate(fact) if name == "what" else fact for name, fact in self.facts.items()}
        said = translate(self.says).format_map(facts)
        return f"[{facts['county']}] {said}" if facts.get("county") else said


class Damaged(DoesNotFit):
    code = "verify.damaged"
    says = mark("数据库文件已损坏：{detail}")


class GuardsMissing(DoesNotFit):
    code = "verify.guards"
    says = mark("数据库的防改保护不完整：{names}")
    remedy = mark("请用数据库所有者的账号恢复，或从备份恢复；查明是谁动过数据库")


class EntryBroken(DoesNotFit):
    code = "verify.entry_broken"
    says = mark("登记簿第 {seq} 条（{record}）与它的校验值不符")


class EntryOutOfPlace(DoesNotFit):
    code = "verify.entry_out_of_place"
    says = mark("登记簿第 {seq} 条（{record}）接不上前一条")


class EntryMissing(DoesNotFit):
    code = "verify.entry_missing"
    says = mark("登记簿缺第 {seq} 条，下一条是“{record}”")


class HeadDiffers(DoesNotFit):
    code = "verify.head"
    says = mark("登记簿末端记为第 {stored} 条，实际到第 {seq} 条：末尾被截去或末端被改")


class NoJournal(DoesNotFit):
    code = "verify.no_journal"
    says = mark("编号为 {id} 的县没有登记簿末端")


class NoSuchCounty(DoesNotFit):
    code = "verify.no_such_county"
    says = mark("{record} 属于不存在的县（编号 {id}）")


class NumbersDiffer(DoesNotFit):
    code = "verify.numbers"
    says = mark("录入顺序应到第 {stored} 号，实际有 {count} 份、最大号 {highest}")


class AnchorDiffers(DoesNotFit):
    code = "verify.anchor"
    says = mark("登记簿第 {seq} 条与保存在外面的校验值不同")


class OlderHeadDiffers(DoesNotFit):
    code = "verify.older_head"
    says = mark("{record}：周结时登记簿到第 {seq} 条，现在的第 {seq} 条不是当时那一条")


class AnchorBeyond(DoesNotFit):
    code = "verify.anchor_beyond"
    says = mark("登记簿只到第 {last} 条，保存在外面的校验值在第 {seq} 条：缺 {missing} 条")


class RecordChanged(DoesNotFit):
    code = "verify.changed"
    says = mark("{record}：与登记簿第 {seq} 条不符{differences}")


class RecordGone(DoesNotFit):
    code = "verify.gone"
    says = mark("{record}：登记簿第 {seq} 条记有，数据表中没有")


class RecordUnknown(DoesNotFit):
    code = "verify.unknown"
    says = mark("{record}：数据表中有，登记簿没有记过")


class RecordMisplaced(DoesNotFit):
    code = "verify.misplaced"
    says = mark("{record}：录入顺序与登记簿第 {seq} 条不符")


class DoesNotAddUp(DoesNotFit):
    code = "verify.does_not_add_up"
    says = mark("{record}：{column} 存为 {stored}，重新计算为 {computed}")


class SamePerson(DoesNotFit):
    code = "verify.same_person"
    says = mark("{record}：申请人和批准人是同一人（{person}）")


class PointsNowhere(DoesNotFit):
    code = "verify.points_nowhere"
    says = mark("{record}：所指的 {parent} 不存在")


class AnchorInvalid(Invalid):
    code = "verify.anchor_invalid"
    says = mark("“{value}”不是校验值")
    remedy = mark("请写成 序号:校验值，例如上次核验打印的末端；有几个县时写成 县编码:序号:校验值")
