// motcua.js shortens ways that also work without it.
const lang = document.documentElement.lang;
const typing = (el) => el.matches?.("input, textarea, select, [contenteditable]");
const one = (selector, within = document) => within.querySelector(selector);

// Keys. Single letters only where nobody types, and never when switched off.
function keys(event) {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return press(event, event.shiftKey ? "[data-key=again]" : "[data-key=primary]");
  if (event.key === "F2") return press(event, one("input[data-key=scan]") ? "input[data-key=scan]" : "[data-key=scan]");
  if (event.key === "F8") return press(event, "[data-key=next]");
  if (typing(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.documentElement.dataset.keys === "off") return;
  if (event.key === "/") return press(event, "[data-key=search]");
  const check = document.activeElement.closest("tr")?.querySelector(`[data-check="${CSS.escape(event.key)}"]`);
  if (check) { event.preventDefault(); return check.click(); }
  const help = event.key === "?" && one("[data-key=help]");
  if (help) { event.preventDefault(); return help.click(); }
  if (event.key === "j" || event.key === "k") return row(event, event.key === "j" ? 1 : -1);
  if (event.key === "x") return pick(event);
}

function press(event, selector) {
  const el = [...document.querySelectorAll(selector)].find((e) => e.offsetParent !== null && !e.disabled);
  if (!el) return;
  event.preventDefault();
  if (typing(el)) { el.focus(); el.select?.(); } else el.click();
}

function row(event, step) {
  const all = [...document.querySelectorAll("[data-rows] tbody tr")];
  if (!all.length) return;
  event.preventDefault();
  const here = all.indexOf(document.activeElement.closest("tr"));
  const there = all[Math.min(all.length - 1, Math.max(0, here + step))];
  (one("a", there) ?? one("input, button", there))?.focus();
}

function pick(event) {
  const box = document.activeElement.closest("[data-rows] tbody tr")?.querySelector("input[type=checkbox]");
  if (box) { event.preventDefault(); box.click(); }
}

// A keyboard-wedge scanner types faster than a hand: a burst that ends with
// Enter while nobody types goes to the scan address.
let burst = "", last = 0;
function scanner(event) {
  const target = one("[data-scan]");
  if (!target || typing(event.target)) return;
  const now = event.timeStamp;
  if (now - last > 35) burst = "";
  last = now;
  if (event.key === "Enter" && burst.length >= 6) {
    event.preventDefault();
    scanned(target.dataset.scan, burst);
    burst = "";
  } else if (event.key.length === 1) burst += event.key;
}

// What was scanned is posted, as a card must not stand in an address; a page
// with a box of its own gets it there.
function scanned(action, text) {
  let input = one("input[data-key=scan]");
  if (!input) {
    const form = Object.assign(document.createElement("form"), { method: "post", action, hidden: true });
    input = Object.assign(document.createElement("input"), { name: "scan" });
    form.append(input);
    document.body.append(form);
  }
  input.value = text;
  input.form.requestSubmit();
}

// Combobox over an address that answers [{value, label, note}]. Without this
// script the field is a text box and the server shows the choices.
function combobox(input) {
  const box = document.createElement("div");
  box.className = "combobox";
  input.replaceWith(box);
  const list = Object.assign(document.createElement("ul"), { id: input.id + "-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  box.append(input, list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" })) input.setAttribute(name, value);
  let timer, asked, at = -1;

  const options = () => [...list.children];
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const mark = (index) => {
    at = index;
    options().forEach((o, i) => o.setAttribute("aria-selected", i === at));
    const chosen = options()[at];
    if (chosen) { input.setAttribute("aria-activedescendant", chosen.id); chosen.scrollIntoView({ block: "nearest" }); }
  };
  const choose = (option) => {
    input.value = option.dataset.value;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const show = (found) => {
    list.replaceChildren(...found.map((f, i) => {
      const o = Object.assign(document.createElement("li"), { id: `${list.id}-${i}`, textContent: f.label });
      o.setAttribute("role", "option");
      o.setAttribute("aria-selected", "false");
      o.dataset.value = f.value;
      if (f.note) o.append(Object.assign(document.createElement("small"), { textContent: f.note }));
      o.addEventListener("mousedown", (e) => { e.preventDefault(); choose(o); });
      return o;
    }));
    list.hidden = !found.length;
    at = -1;
    input.setAttribute("aria-expanded", String(!!found.length));
  };
  const ask = async () => {
    asked?.abort();
    if (input.value.trim().length < 2) return close();
    asked = new AbortController();
    try {
      const url = new URL(input.dataset.combobox, location.href);
      url.searchParams.set("q", input.value);
      const answer = await fetch(url, { signal: asked.signal, headers: { Accept: "application/json", "Accept-Language": lang } });
      const found = answer.ok ? await answer.json() : [];
      if (document.activeElement === input) show(found); // who has gone on wants no list
    } catch (failure) {
      if (failure.name !== "AbortError") close();
    }
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const n = options().length;
    if (list.hidden || !n) return;
    if (event.key === "ArrowDown") { event.preventDefault(); mark((at + 1) % n); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark((at - 1 + n) % n); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(options()[at]); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
  });
}

// Menus that open over the page close on Escape and on a click elsewhere.
function pops(event) {
  for (const pop of document.querySelectorAll("details.pop[open]")) {
    if (event.key === "Escape") { pop.open = false; one("summary", pop).focus(); }
    else if (event.type === "click" && !pop.contains(event.target)) pop.open = false;
  }
}

// Boxes that count what is chosen in their table.
function counts(event) {
  const form = event.target.closest?.("form[data-bulk]");
  if (!form) return;
  if (event.target.matches("[data-all]")) for (const b of form.querySelectorAll("tbody input[type=checkbox]")) b.checked = event.target.checked;
  const out = one("[data-chosen]", form);
  if (out) out.textContent = form.querySelectorAll("tbody input[type=checkbox]:checked").length;
}

function prepare(root) {
  for (const input of root.querySelectorAll?.("input[data-combobox]:not([role])") ?? []) combobox(input);
  for (const el of root.querySelectorAll?.("[data-scripted]") ?? []) el.hidden = false;
}

document.addEventListener("keydown", keys);
document.addEventListener("keydown", scanner, true);
document.addEventListener("keydown", pops);
document.addEventListener("click", pops);
document.addEventListener("change", counts);
document.addEventListener("htmx:after:swap", (event) => prepare(event.target));
prepare(document);
one(".errors")?.focus();
