// live.js keeps the page of a dossier as it is now: told by the server that
// something happened, it fetches the page anew and puts its changed part in
// place. Without it, or without a stream, reloading shows the same. A tab that
// nobody looks at has no stream: browsers allow few of them.
const region = () => document.querySelector("[data-live]");
const said = document.querySelector("[data-live-said]");
let shown = Number(region()?.dataset.version ?? 0);
let stream = null;

// Nothing that somebody has begun to fill in is taken away.
const begun = (el) => [...el.querySelectorAll("input, textarea, select")].some((f) =>
  f.tagName === "SELECT" ? [...f.options].some((o) => o.selected !== o.defaultSelected && f.selectedIndex > 0)
    : f.type === "checkbox" || f.type === "radio" ? f.checked !== f.defaultChecked
      : f.type === "file" ? f.files.length > 0
        : f.type !== "hidden" && f.value !== f.defaultValue);

function say(text, link) {
  const p = Object.assign(document.createElement("p"), { className: "note info", textContent: text });
  if (link) p.append(" ", Object.assign(document.createElement("a"), { href: location.pathname, textContent: link }));
  said.replaceChildren(p);
}

const ask = () => say(said.dataset.changed, said.dataset.reload);

// alike finds in the fresh part what an element of the old one was.
function alike(fresh, el) {
  if (el.id) return fresh.querySelector("#" + CSS.escape(el.id));
  return [...fresh.querySelectorAll(el.tagName)].find((other) =>
    el.href ? other.href === el.href : other.textContent === el.textContent);
}

async function refresh(version) {
  const old = region();
  if (version <= shown) return;
  if (begun(old)) return ask();
  const answer = await fetch(location.pathname, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return ask();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[data-live]");
  if (!found || begun(old)) return ask();
  const fresh = document.adoptNode(found);
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  for (const d of old.querySelectorAll("details[open] > summary")) {
    const same = alike(fresh, d);
    if (same) same.parentElement.open = true;
  }
  shown = Number(fresh.dataset.version);
  old.replaceWith(fresh);
  if (focused) (alike(fresh, focused) ?? said).focus();
  say(said.dataset.updated);
  if (!fresh.dataset.live) close();
}

function close() {
  stream?.close();
  stream = null;
}

function open() {
  const from = region().dataset.live;
  if (stream || !from) return;
  stream = new EventSource(from + "?v=" + shown);
  stream.addEventListener("moved", (event) => refresh(Number(event.data)).catch(ask));
  stream.addEventListener("error", () => {
    if (stream?.readyState === EventSource.CLOSED) say(said.dataset.many, said.dataset.reload);
  });
}

if (region() && said && "EventSource" in window) {
  const look = () => (document.hidden ? close() : open());
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", close);
  addEventListener("pageshow", look);
}
