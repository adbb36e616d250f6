"""The made-up people of a school, one for each role."""

from mealwatch.demo.chance import chance

_SURNAMES = "林沈陆程江苏叶乔柳云方陶温简卓"
_GIVEN = ("知秋", "望舒", "听雨", "怀谷", "青禾", "映雪", "守拙", "南星", "闻溪", "朝颜", "松年", "晚晴", "若川")
ROLES = ("principal", "buyer", "acceptor_1", "acceptor_2", "storekeeper", "collector", "counted_by", "witnessed_by")


def people_of(seed, school_code):
    """``{role: name}``, no two of a school the same."""
    names = [surname + given for surname in _SURNAMES for given in _GIVEN]
    return dict(zip(ROLES, chance(seed, "people", school_code).sample(names, len(ROLES)), strict=True))
