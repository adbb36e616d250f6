"""What can go wrong with people, their passwords and their rights."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, TooMany, mark


class NoAccount(NotFound):
    code = "accounts.no_account"
    says = mark("找不到账号“{value}”")
    remedy = mark("请核对用户名")


class NoToken(NotFound):
    code = "accounts.no_token"
    says = mark("找不到这个访问令牌")
    remedy = mark("请刷新页面后再试")


class UsernameTaken(Conflict):
    code = "accounts.username_taken"
    says = mark("用户名“{value}”已有人使用")
    remedy = mark("请换一个用户名；同名人员可在后面加数字")


class UsernameInvalid(Invalid):
    code = "accounts.username"
    says = mark("用户名“{value}”不能使用")
    remedy = mark("用户名 2 到 40 个字，可用字母、汉字、数字和 . _ -")


class WrongSignIn(Invalid):
    code = "accounts.wrong_sign_in"
    says = mark("用户名或密码不对，或者账号已停用")
    remedy = mark("请核对后重新输入；忘记密码请联系县教体局管理员")


class WrongPassword(Invalid):
    code = "accounts.wrong_password"
    says = mark("现在的密码不对")
    remedy = mark("请重新输入现在使用的密码")


class PasswordShort(Invalid):
    code = "accounts.password_short"
    says = mark("密码太短，至少要 {least} 个字符")
    remedy = mark("可以用几个不相干的词连起来，好记又安全")


class PasswordTooLong(Invalid):
    code = "accounts.password_too_long"
    says = mark("密码太长，最多 {most} 个字符")
    remedy = mark("请缩短密码")


class PasswordCommon(Invalid):
    code = "accounts.password_common"
    says = mark("这个密码太常见，容易被猜到")
    remedy = mark("请换一个，避免连续或重复的数字和字母")


class PasswordHasName(Invalid):
    code = "accounts.password_has_name"
    says = mark("密码里不能有用户名")
    remedy = mark("请换一个密码")


class PasswordUnchanged(Invalid):
    code = "accounts.password_unchanged"
    says = mark("新密码和现在的密码一样")
    remedy = mark("请换一个新密码")


class PasswordsDiffer(Invalid):
    code = "accounts.passwords_differ"
    says = mark("两次输入的新密码不一样")
    remedy = mark("请重新输入一遍新密码")


class RoleUnknown(Invalid):
    code = "accounts.role"
    says = mark("没有“{value}”这个岗位")
    remedy = mark("请从列表中选择岗位")


class ScopeDoesNotFit(Invalid):
    code = "accounts.scope"
    says = mark("这个岗位不能授予这样的范围")
    remedy = mark("请按岗位选择全县、乡镇、学校或食堂")


class NoPlace(Invalid):
    code = "accounts.no_place"
    says = mark("找不到授权范围“{value}”")
    remedy = mark("请从列表中选择乡镇、学校或食堂")


class AuditorAlone(Conflict):
    code = "accounts.auditor_alone"
    says = mark("审计人员不能兼任其他岗位")
    remedy = mark("请先取消其他岗位，或为审计另设账号")


class LastAdmin(Conflict):
    code = "accounts.last_admin"
    says = mark("这是最后一位县教体局管理员，不能停用或取消")
    remedy = mark("请先让另一位人员担任管理员")


class LockedOut(TooMany):
    code = "accounts.locked_out"
    says = mark("密码输错次数太多，暂时不能登录")
    remedy = mark("请 {minutes} 分钟后再试；忘记密码请联系县教体局管理员")


class FirstPasswordNeeded(Invalid):
    code = "accounts.first_password_needed"
    says = mark("新人员需要一个初始密码")
    remedy = mark("请在 first_password 里给出；本人第一次登录时要更换")


class PinForm(Invalid):
    code = "accounts.pin_form"
    says = mark("PIN 要用 4 到 6 位数字")
    remedy = mark("请只填数字，不要字母和空格")


class PinCommon(Invalid):
    code = "accounts.pin_common"
    says = mark("这个 PIN 太容易被猜到")
    remedy = mark("不要用连续、重复的数字，也不要用年份")


class PinsDiffer(Invalid):
    code = "accounts.pins_differ"
    says = mark("两次输入的 PIN 不一样")
    remedy = mark("请重新输入一遍 PIN")


class NoPin(Conflict):
    code = "accounts.no_pin"
    says = mark("{name}还没有设 PIN")
    remedy = mark("请{name}登录后在“我的账号”里设置，或换一种签字方式")


class WrongPin(Invalid):
    code = "accounts.wrong_pin"
    says = mark("PIN 不对")
    remedy = mark("请本人重新输入；再错 {left} 次会暂时锁定")


class PinLocked(TooMany):
    code = "accounts.pin_locked"
    says = mark("{name}的 PIN 输错次数太多，暂时不能用")
    remedy = mark("请 {minutes} 分钟后再试，或换一种签字方式")


class PinBlocked(TooMany):
    code = "accounts.pin_blocked"
    says = mark("{name}的 PIN 输错次数太多，已经停用")
    remedy = mark("请{name}登录后在“我的账号”里重新设置，或换一种签字方式")
