"""The county's week in a county of many schools: those that need nobody are told by town, not all at once."""

import re
from unittest.mock import patch

from mealwatch.desk import county_pages
from tests.support.week import WEEK, cook

AT = f"/weeks/{WEEK}"


def rest(page):
    """What stands under the schools that need nobody."""
    return re.search(r'<details class="sheet list rest".*?</details>', page, re.S)[0]


def test_few_schools_are_listed_at_once(site):
    cook(site)
    page = rest(site.client("bureau_officer").get(AT).text)
    assert "云岭镇小学" in page
    assert "青山镇中心小学" in page
    assert "请先选乡镇" not in page


def test_of_many_schools_a_town_is_chosen_first(site):
    cook(site)
    client = site.client("bureau_officer")
    with patch.object(county_pages, "MOST_OTHERS", 1):
        page = rest(client.get(AT).text)
        assert "请先选乡镇" in page
        assert "云岭镇小学" not in page
        towns = dict(re.findall(r'<a class="tap" href="([^"]+)">([^<]+)</a>', page))
        assert sorted(towns.values()) == ["云岭镇", "青山镇"]
        [link] = [address for address, town in towns.items() if town == "云岭镇"]
        chosen = rest(client.get(link).text)
    assert "云岭镇小学" in chosen
    assert "青山镇中心小学" not in chosen
