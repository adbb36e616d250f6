"""Small parts of the app's shell, run by node: tabs' words, and the browser's offer to install the app."""

from tests.support.twins import answers

TITLES = {
    "食堂卫生与从业人员": "食堂卫生",
    "出库、台账与盘点": "出库",
    "校长责任与组织": "校长责任",
    "资金": "资金",
    "与众不同": "与众不同",
}
INSTALLING = """
const heard = {};
const where = {
  addEventListener: (kind, told) => { heard[kind] = told; },
  matchMedia: () => ({ matches: one.alone }),
  navigator: {},
};
let held = 0, asked = 0;
const offer = {
  preventDefault: () => { held += 1; },
  prompt: async () => { asked += 1; },
  userChoice: Promise.resolve({ outcome: one.says }),
};
m.watchInstall(where);
const states = [m.install.get()];
const none = await m.askToInstall();
heard.beforeinstallprompt(offer);
states.push(m.install.get());
const [first, second] = [await m.askToInstall(), await m.askToInstall()];
states.push(m.install.get());
heard.appinstalled();
states.push(m.install.get());
return { none, first, second, held, asked, states: states.map(({ here, offered }) => [here, offered]) };
"""


def test_a_tab_names_the_first_thing_of_its_section():
    assert answers("visits/titles.js", "return m.shortTitle(one);", list(TITLES)) == list(TITLES.values())


def test_the_offer_to_install_is_kept_and_good_for_one_question():
    for says, agreed in (("accepted", True), ("dismissed", False)):
        [found] = answers("visits/install.js", INSTALLING, [{"alone": False, "says": says}])
        assert (found["none"], found["first"], found["second"]) == (False, agreed, False)
        assert (found["held"], found["asked"]) == (1, 1)
        assert found["states"] == [[False, False], [False, True], [False, False], [True, False]]
    [found] = answers("visits/install.js", INSTALLING, [{"alone": True, "says": "accepted"}])
    assert found["states"][0] == [True, False]
