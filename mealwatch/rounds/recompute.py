"""Work a draw of mealwatch out again, without mealwatch: python recompute.py draw.json

Needs nothing but Python. draw.json is the record that the page 核验抽签 gives
out. What is done is what that page describes; every line can be checked by hand
with any program that knows sha256.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path


def sha(text):
    return sha256(text.encode("utf-8")).hexdigest()


def main(record, say=print):
    """Returns the faults found: an empty list means that the draw is what the seed, the list and the words give."""
    faults = []
    slate, seed, words = record["list"], record["seed"], record["words"]

    written = json.dumps(slate, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = sha(written)
    seed_hash = sha256(bytes.fromhex(seed)).hexdigest()
    say("种子指纹 sha256(seed) = " + seed_hash)
    say("名单指纹 sha256(list) = " + digest)
    if seed_hash != record["seed_hash"]:
        faults.append("种子与封存时公布的指纹不一致")
    if digest != record["list_digest"]:
        faults.append("名单与封存时公布的指纹不一致")
    key = sha("\n".join([slate["form"], seed, digest, words]))
    say("抽签钥匙 key = " + key)

    def below(total, purpose):
        attempt = 0
        while True:
            number = int(sha(key + "/" + purpose + "/" + str(attempt)), 16)
            if number < 2**256 - 2**256 % total:
                return number % total
            attempt += 1

    # 1. Schools: the overdue ones first, each with as many tickets as its weight; who is drawn leaves the pool.
    listed = slate["schools"]
    schools, reserves = [], []
    if slate["wanted"] is None:
        schools = [[one["code"], "all", 0, 1, one["weight"]] for one in listed]
    else:
        late = [one for one in listed if one["overdue"]]
        rest = [one for one in listed if not one["overdue"]]
        for number in range(1, min(slate["wanted"] + slate["reserves"], len(listed)) + 1):
            pool, how = (late, "overdue") if late else (rest, "drawn")
            tickets = sum(one["weight"] for one in pool)
            ticket = below(tickets, "school/" + str(number))
            passed = 0
            for one in pool:
                passed += one["weight"]
                if ticket < passed:
                    break
            pool.remove(one)
            row = [one["code"], how, ticket, tickets, one["weight"]]
            (schools if number <= slate["wanted"] else reserves).append(row)
            say(f"第 {number} 签：{tickets} 个号里抽到 {ticket} 号 = {one['code']} {one['name']}")

    # 2. People: a leader for each team that has none, then the others, each into the smallest team.
    teams = list(range(1, slate["teams"] + 1))
    members = {team: [one for one in slate["people"] if one["team"] == team] for team in teams}
    free = [one for one in slate["people"] if one["team"] is None]
    leader = {team: next((one for one in members[team] if one["leads"]), None) for team in teams}
    for team in teams:
        able = [one for one in free if one["leads"]]
        if leader[team] is None and able:
            leader[team] = able[below(len(able), "leader/" + str(team))]
            free.remove(leader[team])
            members[team].append(leader[team])
    number = 0
    while free:
        number += 1
        team = min(teams, key=lambda one: (len(members[one]), one))
        one = free[below(len(free), "member/" + str(number))]
        free.remove(one)
        members[team].append(one)
    seats = sorted([one["n"], team, one is leader[team]] for team in teams for one in members[team])
    for team in teams:
        say(f"第 {team} 组：" + "、".join(one["name"] for one in members[team]))

    # 3. Teams to schools: town by town; never where one of the team has to stay away.
    team_of = {n: team for n, team, _ in seats}
    away = {(team_of[n], code) for n, code in slate["conflicts"]}
    chosen = [row[0] for row in schools]
    share = -(-len(chosen) // (len(teams) * len(slate["days"])))
    load, towns, places = {}, set(), []
    for one in listed:
        code, town = one["code"], one["town"]
        if code not in chosen:
            continue
        slots = [(t, on) for t in teams if (t, code) not in away for on in slate["days"] if on in one["days"]]
        if not slots:
            places.append([code, None, one["days"][0]])
            continue
        free_slots = [slot for slot in slots if load.get(slot, 0) < share]
        if not free_slots:
            least = min(load.get(slot, 0) for slot in slots)
            free_slots = [slot for slot in slots if load.get(slot, 0) == least]
        near = [slot for slot in free_slots if (slot, town) in towns] or free_slots
        slot = near[below(len(near), "place/" + code)]
        load[slot] = load.get(slot, 0) + 1
        towns.add((slot, town))
        places.append([code, slot[0], slot[1]])
        say(f"{code} {one['name']}：第 {slot[0]} 组，{slot[1]}")

    again = {"schools": schools, "reserves": reserves, "seats": seats, "places": places}
    if again != record["result"]:
        faults.append("算出来的结果与记录的结果不一致")
    for one in faults:
        say("!! " + one)
    if not faults:
        say("一致：这次抽签就是这颗种子、这份名单和这句话的结果")
    return faults


if __name__ == "__main__":
    sys.exit(1 if main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))) else 0)
