
"use strict";
// Every text of a page goes through textContent: it can be read, and nothing else.
(() => {
  const pages = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const state = { page: 0, line: -1, show: "all", rule: "", hidden: new Set() };

  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text !== undefined && text !== null) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const words = (text) => text.split(/\s+/).filter(Boolean).length;
  const number = (value) => value.toLocaleString("en");
  const add = (map, key, page, text) => {
    const entry = map.get(key) || { lines: 0, words: 0, pages: new Set(), reason: "" };
    entry.lines += 1;
    entry.words += words(text);
    entry.pages.add(page);
    map.set(key, entry);
    return entry;
  };

  // What the whole batch holds.
  const categories = new Map(), rules = new Map();
  pages.forEach((page, index) => page.lines.forEach((line) => {
    add(categories, line.category, index, line.text);
    if (line.rule) Object.assign(add(rules, line.rule, index, line.text), { reason: line.reason, category: line.category });
  }));
  const most = (map) => [...map].sort((a, b) => b[1].lines - a[1].lines || (a[0] < b[0] ? -1 : 1));

  const shown = (line) =>
    (state.show === "all" || (state.show === "kept") === line.keep) &&
    (!state.rule || line.rule === state.rule) && !state.hidden.has(line.category);
  const filtered = () => state.rule || state.show !== "all" || state.hidden.size;

  function drawFilters() {
    for (const button of at("show").children)
      button.setAttribute("aria-pressed", String(button.dataset.show === state.show));
    at("rules").value = state.rule;
    const here = new Map();
    for (const line of pages[state.page].lines) here.set(line.category, (here.get(line.category) || 0) + 1);
    at("categories").replaceChildren(...most(categories).map(([name, entry]) => {
      const count = pages.length > 1 ? `${here.get(name) || 0} of ${number(entry.lines)}` : entry.lines;
      const button = make("button", `${name} ${count}`, { "data-category": name, "aria-pressed": String(!state.hidden.has(name)) });
      button.addEventListener("click", () => {
        state.hidden.has(name) ? state.hidden.delete(name) : state.hidden.add(name);
        filter();
        document.querySelector(`#categories [data-category="${name}"]`).focus();
      });
      return button;
    }));
  }

  function filter() {
    const lines = pages[state.page].lines;
    [...at("lines").children].forEach((item, index) => { item.hidden = !shown(lines[index]); });
    const visible = lines.filter(shown).length, kept = lines.filter((line) => line.keep).length;
    at("counts").textContent = `${kept} of ${lines.length} lines kept` + (filtered() ? `, ${visible} shown` : "");
    drawFilters();
  }

  function drawLine(line, index) {
    const item = make("li", null, { "data-category": line.category, tabindex: index ? "-1" : "0", class: line.keep ? "kept" : "dropped" });
    const tag = make("span", null, { class: "tag" });
    tag.append(make("b", line.category), ` ${line.rule || ""} ${line.score.toFixed(2)}`);
    item.append(tag, make("span", line.text, { class: "text", dir: "auto" }));
    item.addEventListener("mouseenter", () => choose(index));
    item.addEventListener("focus", () => choose(index));
    item.addEventListener("click", () => choose(index));
    return item;
  }

  function drawClean(lines) {
    const clean = at("clean");
    clean.replaceChildren();
    let paragraph = null;
    lines.forEach((line, index) => {
      if (!line.keep) return;
      if (!paragraph || !line.glued) {
        paragraph = make("p", null, { dir: "auto", class: line.item ? "item" : "" });
        clean.append(paragraph);
      } else {
        paragraph.append(" ");
      }
      const span = make("span", line.text, { "data-line": index, "data-category": line.category });
      span.addEventListener("mouseenter", () => choose(index));
      paragraph.append(span);
    });
    if (!paragraph) clean.append(make("p", "No body was found on this page.", { class: "empty" }));
  }

  function shownValue(value) {
    if (!Array.isArray(value)) return String(value);
    return value.map((one) => (typeof one === "object" ? Object.values(one).filter(Boolean).join(" / ") : one)).join("; ");
  }

  function drawMetadata(metadata) {
    const rows = Object.entries(metadata).filter(([name, value]) => name !== "found" && value !== null && String(value) !== "");
    at("metadata").tBodies[0].replaceChildren(...rows.map(([name, value]) => {
      const source = metadata.found[name], row = make("tr");
      const from = source ? `${source.how}, ${source.detail}` : "";
      row.append(make("th", name.replaceAll("_", " "), { scope: "row" }), make("td", shownValue(value), { dir: "auto" }), make("td", from));
      return row;
    }));
  }

  function drawPage(index) {
    state.page = (index + pages.length) % pages.length;
    state.line = -1;
    at("detail").hidden = true;
    const page = pages[state.page];
    at("pages").value = String(state.page);
    at("lines").replaceChildren(...page.lines.map(drawLine));
    const warnings = page.warnings.length ? `; ${page.warnings.join(", ")}` : "";
    at("confidence").textContent = `confidence ${page.confidence.toFixed(2)}${warnings}`;
    drawClean(page.lines);
    drawMetadata(page.metadata);
    filter();
  }

  function choose(index) {
    const line = pages[state.page].lines[index];
    if (!line) return;
    state.line = index;
    for (const old of document.querySelectorAll(".current")) old.classList.remove("current");
    [...at("lines").children].forEach((item, place) => { item.tabIndex = place === index ? 0 : -1; });
    at("lines").children[index].classList.add("current");
    const span = document.querySelector(`#clean [data-line="${index}"]`);
    if (span) span.classList.add("current");
    drawDetail(line);
  }

  function drawDetail(line) {
    const detail = at("detail"), points = make("dl");
    detail.dataset.category = line.category;
    const strongest = Math.max(...line.points.map(([, value]) => Math.abs(value)), 0.1);
    for (const [name, value] of line.points) {
      const bar = make("i", null, { class: value > 0 ? "for" : "against" }), cell = make("dd");
      bar.style.width = `${Math.round((Math.abs(value) / strongest) * 100)}%`;
      cell.append(bar);
      points.append(make("dt", (value > 0 ? "+" : "") + value.toFixed(2)), cell, make("dd", name));
    }
    const what = `${line.keep ? "kept as" : "dropped as"} ${line.category}${line.rule ? `, rule ${line.rule}` : ""}`;
    detail.replaceChildren(make("h3", what), make("p", line.reason), make("p", `Chance that it is body: ${line.score.toFixed(2)}. Strongest points:`), points);
    detail.hidden = false;
  }

  function step(by, wanted = () => true) {
    const lines = pages[state.page].lines;
    for (let index = state.line + by; index >= 0 && index < lines.length; index += by)
      if (shown(lines[index]) && wanted(lines[index])) {
        at("lines").children[index].focus();
        return;
      }
  }

  function drawTotals() {
    const link = (row, action) => { row.tabIndex = 0; row.addEventListener("click", action);
      row.addEventListener("keydown", (event) => { if (event.key === "Enter") action(); }); return row; };
    const cell = (value) => make("td", number(value), { class: "number" });
    at("by-category").tBodies[0].replaceChildren(...most(categories).map(([name, entry]) => {
      const row = make("tr", null, { "data-category": name });
      row.append(make("th", name, { scope: "row" }), cell(entry.lines), cell(entry.words), cell(entry.pages.size));
      return link(row, () => { clear(); for (const [other] of categories) if (other !== name) state.hidden.add(other); go(entry); });
    }));
    at("by-rule").tBodies[0].replaceChildren(...most(rules).map(([code, entry]) => {
      const row = make("tr", null, { "data-category": entry.category });
      row.append(make("th", code, { scope: "row" }), cell(entry.lines), cell(entry.pages.size), make("td", entry.reason));
      return link(row, () => { clear(); state.rule = code; go(entry); });
    }));
    const mean = pages.reduce((sum, page) => sum + page.confidence, 0) / pages.length;
    at("batch").textContent = `${number(pages.length)} ${pages.length === 1 ? "page" : "pages"}, mean confidence ${mean.toFixed(2)}`;
  }

  const go = (entry) => { drawPage(entry.pages.has(state.page) ? state.page : Math.min(...entry.pages)); scrollTo(0, 0); };
  const clear = () => { state.show = "all"; state.rule = ""; state.hidden.clear(); };
  const turn = (by) => {
    for (let index = state.page + by, left = pages.length; left > 0; index += by, left -= 1) {
      const place = (index + pages.length) % pages.length;
      if (!filtered() || pages[place].lines.some(shown)) return drawPage(place);
    }
  };
  const theme = (name) => { document.documentElement.dataset.theme = name; };
  const help = () => {
    at("keys").hidden = !at("keys").hidden;
    at("help").setAttribute("aria-expanded", String(!at("keys").hidden));
  };
  const flip = () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  const show = (name) => { state.show = name; filter(); };

  const keys = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    d: () => step(1, (line) => !line.keep), n: () => turn(1), p: () => turn(-1), t: flip, "?": help,
    a: () => show({ all: "kept", kept: "dropped", dropped: "all" }[state.show]),
    r: () => at("rules").focus(),
    Escape: () => { clear(); filter(); document.activeElement.blur(); at("detail").hidden = true; },
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.tagName === "SELECT" && event.key !== "Escape";
    const arrow = event.key.startsWith("Arrow") && !event.target.closest("#lines");
    if (typing || arrow || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  theme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  at("pages").replaceChildren(...pages.map((page, index) => make("option", `${page.name} (${page.confidence.toFixed(2)})`, { value: index })));
  at("pages").addEventListener("change", (event) => drawPage(Number(event.target.value)));
  at("previous").addEventListener("click", () => turn(-1));
  at("next").addEventListener("click", () => turn(1));
  document.querySelector("nav").hidden = pages.length < 2;
  at("theme").addEventListener("click", flip);
  at("help").addEventListener("click", help);
  for (const button of at("show").children) button.addEventListener("click", () => show(button.dataset.show));
  at("rules").replaceChildren(make("option", "every rule", { value: "" }), ...most(rules).map(([code, entry]) => make("option", `${code} (${entry.lines}) ${entry.reason}`, { value: code })));
  at("rules").addEventListener("change", (event) => { state.rule = event.target.value; filter(); });
  if (pages.length) { drawTotals(); drawPage(0); }
})();
