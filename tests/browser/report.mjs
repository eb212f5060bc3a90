// Opens legal reports in a browser, as a reviewer would, and says what does not hold: `node report.mjs BROWSER FILE…`.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [browserPath, ...files] = process.argv.slice(2);
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const failures = [];

const browser = await chromium.launch({
  executablePath: browserPath,
  headless: true,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
for (const file of files) await check(file);
await browser.close();
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

async function check(file) {
  const say = (what) => failures.push(`${file}: ${what}`);
  const expect = (holds, what) => { if (!holds) say(what); };
  const address = pathToFileURL(file).href;

  // A page that is watched: nothing may go wrong in it, and nothing may leave it.
  const open = async (options, query = "") => {
    const context = await browser.newContext({ viewport: DESK, ...options });
    const page = await context.newPage();
    page.on("pageerror", (error) => say(`script error: ${error.message}`));
    page.on("console", (message) => say(`console: ${message.text()}`));
    page.on("dialog", (dialog) => { say(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on("request", (request) => {
      if (!request.url().startsWith(address) && !request.url().startsWith("data:")) say(`request: ${request.url()}`);
    });
    await page.goto(address + query);
    return page;
  };
  const audit = async (page, how, rules) => {
    await page.evaluate(axe);
    const options = { runOnly: { type: "tag", values: RULES }, rules };
    const found = await page.evaluate((options) => window.axe.run(document, options), options);
    for (const violation of found.violations) {
      const nodes = violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`);
      say(`${how}: ${violation.id} (${violation.nodes.length}): ${violation.help}\n    ${nodes.join("\n    ")}`);
    }
    expect(found.passes.length > 10, `${how}: axe hardly saw anything`);
  };
  const fits = async (page, how) => {
    const [whole, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(whole <= seen, `${how}: the page is ${whole} wide on a screen of ${seen}`);
  };
  const shown = (page, selector) => page.locator(selector).locator("visible=true").count();
  const openAll = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));

  for (const [colorScheme, how, viewport] of [["light", "desk", DESK], ["dark", "phone", PHONE]]) {
    const page = await open({ colorScheme, viewport });
    await openAll(page);
    await audit(page, `${colorScheme}, ${how}`, {});
    await fits(page, `${colorScheme}, ${how}`);
    await page.context().close();
  }

  const paper = await open({});
  await paper.emulateMedia({ media: "print" });
  // Nobody touches paper.
  await audit(paper, "print", { "target-size": { enabled: false } });
  const closed = await paper.evaluate(() => {
    const inside = [...document.querySelectorAll("details > :not(summary)")];
    return inside.filter((element) => !element.checkVisibility({ contentVisibilityAuto: true })).length;
  });
  expect(closed === 0, `print: ${closed} folded things are not on paper`);
  expect((await shown(paper, "#filters")) === 0, "print: the filters are on paper");
  await paper.context().close();

  await filters(await open({}), { shown, expect });

  const plain = await open({ javaScriptEnabled: false });
  expect((await shown(plain, "h1")) === 1, "without scripts: no heading");
  expect((await shown(plain, "#filters")) === 0, "without scripts: filters that do nothing are shown");
  expect((await shown(plain, "section[data-section]")) > 5, "without scripts: sections are missing");
  await plain.locator("summary").first().click();
  expect(await plain.locator("details").first().evaluate((one) => one.open), "without scripts: nothing opens");
  await plain.context().close();

  const linked = await open({});
  const ids = await linked.evaluate(() => [...document.querySelectorAll("[id]")].map((element) => element.id));
  const dangling = await linked.evaluate(() =>
    [...document.querySelectorAll("a[href^='#']")]
      .map((link) => decodeURIComponent(link.hash.slice(1)))
      .filter((id) => !document.getElementById(id)));
  expect(ids.length === new Set(ids).size, `an address stands twice: ${ids.find((id, place) => ids.indexOf(id) !== place)}`);
  expect(dangling.length === 0, `links lead nowhere: ${[...new Set(dangling)].slice(0, 5).join(", ")}`);
  const folded = await linked.evaluate(() => document.querySelector("details:not([open]) [id]")?.id);
  if (folded) {
    const page = await open({}, `?q=nothing-has-this-word#${encodeURIComponent(folded)}`);
    expect(await page.locator(`[id="${folded}"]`).isVisible(), `an address does not open what it stands in: ${folded}`);
    await page.context().close();
  }
  await linked.context().close();
}

async function filters(page, { shown, expect }) {
  const rows = "section[data-section=clauses] tbody tr";
  const all = await shown(page, rows);
  expect(all > 0, "filters: there is no clause to filter");
  const status = await page.locator("[data-status]").first().getAttribute("data-status");
  const wanted = await page.locator(`[data-status=${status}]`).count();
  await page.selectOption("#filters [name=status]", status);
  await page.waitForURL(/status=/);
  expect((await shown(page, rows)) === wanted, "filters: the verdict of clauses does not filter them");
  await page.reload();
  expect((await shown(page, rows)) === wanted, "filters: they do not survive a reload");
  expect((await page.inputValue("#filters [name=status]")) === status, "filters: they do not say what they are set to");
  await page.click("#filters [type=reset]");
  await page.waitForURL((url) => url.search === "");
  expect((await shown(page, rows)) === all, "filters: clearing them does not bring all back");

  const articles = "section[data-section=findings] article";
  const findings = await shown(page, articles);
  if (findings > 0) {
    const clause = await page.locator(articles).first().getAttribute("data-clause");
    await page.fill("#filters [name=clause]", clause);
    await page.waitForURL(/clause=/);
    const left = await shown(page, articles);
    expect(left > 0 && (left < findings || findings === 1), `filters: clause ${clause} leaves ${left} of ${findings}`);
    await page.click("#filters [type=reset]");
  }
  await page.fill("#filters [name=q]", "no text has such words");
  await page.waitForURL(/q=/);
  expect((await shown(page, "main article, main tbody tr")) === 0, "search: what does not match is shown");
  expect((await page.locator("#filters output").innerText()).length > 0, "search: nothing says how much matches");
  await page.context().close();
}
