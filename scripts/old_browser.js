// Driven by scripts/old_browser: walks the canteen's pages in an old Chromium and says what breaks.
const puppeteer = require("puppeteer-core");

const [chromium, address, password] = process.argv.slice(2);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"];
const FILES = /\.(xlsx|pdf|png|svg|csv|zip|txt)$|\/api\/|\/logout|\/static\//;
const MOST_CLICKS = 2;

const kindOf = (path) => path.split("/").map((part) => (/\d|%/.test(part) ? "*" : part)).join("/");

async function signIn(page, username) {
  await page.goto(`${address}/login`);
  await page.type("[name=username]", username);
  await page.type("[name=password]", password);
  await Promise.all([page.waitForNavigation(), page.click("main button.main")]);
}

async function walk(page, faults) {
  const seen = new Set();
  const waiting = [[new URL(page.url()).pathname, 0]];
  while (waiting.length) {
    const [path, clicks] = waiting.shift();
    const kind = kindOf(path.split("?")[0]);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const answer = await page.goto(address + path);
    if (!answer || answer.status() !== 200) continue;
    if (!(answer.headers()["content-type"] || "").startsWith("text/html")) continue;
    const wrong = await page.evaluate(() => [
      document.documentElement.classList.contains("scripted") ? "" : "its scripts did not run",
      document.documentElement.scrollWidth > innerWidth ? "it runs over the side" : "",
    ]);
    wrong.filter(Boolean).forEach((text) => faults.push(`${path}: ${text}`));
    if (clicks === MOST_CLICKS) continue;
    for (const link of await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((one) => one.href))) {
      const url = new URL(link);
      const inside = url.origin === address && !FILES.test(url.pathname) && !url.searchParams.has("lang");
      if (inside) waiting.push([url.pathname + url.search, clicks + 1]);
    }
  }
  return seen.size;
}

async function enterHeads(page, faults) {
  await page.goto(`${address}/today`);
  const field = await page.$("main input[inputmode=numeric]");
  const bar = () => page.$eval("[data-figures]", (one) => one.textContent);
  const before = await bar();
  await field.click({ clickCount: 3 });
  await page.keyboard.type("7");
  if ((await bar()) === before) faults.push("/today: the running figure did not follow the heads");
}

(async () => {
  const browser = await puppeteer.launch({ executablePath: chromium, args: FLAGS });
  const faults = [];
  console.log(await browser.version());
  for (const username of ["shitang", "xiaozhang"]) {
    const context = await browser.createIncognitoBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 360, height: 740, isMobile: true, hasTouch: true });
    page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(`${page.url()}: ${message.text()}`);
    });
    await signIn(page, username);
    console.log(`${username}: ${await walk(page, faults)} kinds of pages`);
    if (username === "shitang") await enterHeads(page, faults);
  }
  await browser.close();
  faults.forEach((one) => console.log(one));
  console.log(faults.length ? `${faults.length} faults` : "no fault");
  process.exit(faults.length ? 1 : 0);
})();
