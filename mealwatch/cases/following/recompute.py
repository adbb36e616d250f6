"""Work drawn look-backs of mealwatch out again, without mealwatch: python recompute.py drawn.json

Needs nothing but Python. drawn.json is the record that the page 核验抽签 gives out.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path


def sha(text):
    return sha256(text.encode("utf-8")).hexdigest()


def main(record, say=print):
    """Returns the faults found: an empty list means that the days are what the seed and the lists give."""
    faults, again = [], []
    seed = record["seed"]
    if sha256(bytes.fromhex(seed)).hexdigest() != record["seed_hash"]:
        faults.append("种子与封存时的指纹不一致")
    for listed in record["slates"]:
        written = json.dumps(listed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        key = sha("\n".join(["mealwatch-draw-1", seed, sha(written), listed["form"]]))

        def below(total, purpose, key=key):
            attempt = 0
            while True:
                number = int(sha(key + "/" + purpose + "/" + str(attempt)), 16)
                if number < 2**256 - 2**256 % total:
                    return number % total
                attempt += 1

        left = sorted(listed["choices"])
        for place in range(1, min(listed["picks"], len(left)) + 1):
            code = left.pop(below(len(left), "school/" + str(place)))
            days = listed["choices"][code]
            on = days[below(len(days), "day/" + str(place))]
            n = listed["number"] + place - 1
            again.append([n, listed["attempt"], code, on])
            say(f"第 {n} 次（第 {listed['attempt']} 签）：{code}，{on}")
    if sorted(again) != sorted(record["result"]):
        faults.append("算出来的日期与记录的日期不一致")
    for one in faults:
        say("!! " + one)
    if not faults:
        say("一致：这些日期就是这颗种子和这些名单的结果")
    return faults


if __name__ == "__main__":
    sys.exit(1 if main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))) else 0)
