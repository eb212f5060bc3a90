"use strict";
// Search and filters. The page is whole without them; what they are set to stands in its address.
(() => {
  const form = document.getElementById("filters");
  const output = form.querySelector("output");
  const sections = [...document.querySelectorAll("main > section[data-section]")];
  // Findings in few lines share an article, and each line of it is an entry.
  const kinds = "main article:not(.short), main tbody tr, .gaps > div, .entries > li, .matters > li, .declared > li";
  const outer = new Set([...document.querySelectorAll(kinds)].filter((entry) => !entry.parentElement.closest("article:not(.short)")));
  const texts = new Map();
  const names = ["q", "severity", "verdict", "status", "clause", "section"];

  for (const section of sections) {
    const key = section.dataset.section;
    if (![...form.section.options].some((option) => option.value === key)) {
      form.section.add(new Option(section.querySelector("h2").textContent, key));
    }
  }

  const text = (entry) => {
    if (!texts.has(entry)) {
      const titles = [...entry.querySelectorAll("[title]")].map((named) => named.title);
      const ids = [...entry.querySelectorAll("[id]")].map((named) => named.id);
      const shared = entry.closest(".short")?.querySelector("p").textContent ?? "";
      texts.set(entry, [entry.id, entry.textContent, shared, ...titles, ...ids].join(" ").toLowerCase());
    }
    return texts.get(entry);
  };
  const matches = (entry, wanted) => {
    const data = (entry.closest(".short") ?? entry).dataset;
    const is = (name) => !wanted[name] || data[name] === undefined || data[name] === wanted[name];
    return is("severity") && is("verdict") && is("status")
      && (!wanted.clause || data.clause === undefined || data.clause.toLowerCase().startsWith(wanted.clause))
      && wanted.words.every((word) => text(entry).includes(word));
  };
  const read = () => {
    const wanted = Object.fromEntries(names.map((name) => [name, form[name].value.trim()]));
    wanted.clause = wanted.clause.toLowerCase();
    wanted.words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
    return wanted;
  };
  const hide = (thing, hidden) => {
    if (thing.hidden !== hidden) thing.hidden = hidden;
  };
  const apply = () => {
    const wanted = read();
    const narrows = names.some((name) => name !== "section" && wanted[name]);
    let shown = 0;
    for (const entry of outer) {
      const match = !narrows || matches(entry, wanted);
      hide(entry, !match);
      if (match) shown += 1;
    }
    for (const frame of document.querySelectorAll(".group, .short, .file")) {
      const holds = [...frame.querySelectorAll(kinds)].some((entry) => outer.has(entry) && !entry.hidden);
      hide(frame, narrows && !holds);
    }
    for (const section of sections) hide(section, !!wanted.section && section.dataset.section !== wanted.section);
    output.value = narrows ? output.dataset.shown.replace("{0}", shown).replace("{1}", outer.size) : "";
  };
  const keep = () => {
    const query = new URLSearchParams();
    for (const name of names) if (form[name].value.trim()) query.set(name, form[name].value.trim());
    const search = query.toString();
    try {
      history.replaceState(null, "", (search ? "?" + search : location.pathname) + location.hash);
    } catch {
      // Some viewers lend the page no address of its own; the filters work all the same.
    }
  };
  const opened = () => {
    let target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) form.reset(), apply(), keep();
    for (let around = target; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
    target.scrollIntoView();
  };

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { apply(); keep(); }, 120);
  });
  form.addEventListener("reset", () => setTimeout(() => { apply(); keep(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", opened);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));

  const query = new URLSearchParams(location.search);
  for (const name of names) if (query.has(name)) form[name].value = query.get(name);
  form.hidden = false;
  apply();
  if (location.hash) opened();
})();
