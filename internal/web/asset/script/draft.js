// draft.js saves a part of a draft while somebody types: ten seconds after the
// first stroke, when a field is left, and when the page is put aside. It stops
// when the part was changed elsewhere: the page then asks what shall stand.
const form = document.querySelector("form[data-draft]");
const said = form.querySelector("[data-unsaved]");
const revision = form.elements.revision;
const typed = () => { const f = new URLSearchParams(new FormData(form)); f.delete("revision"); return f.toString(); };
let kept = typed(), under, later, over = false;

async function keep() {
  const now = typed();
  if (over || now === kept) return;
  const body = new URLSearchParams(new FormData(form));
  body.set("then", "auto");
  try {
    const answer = await fetch(form.action, { method: "POST", body, keepalive: true });
    const told = await answer.json();
    said.textContent = told.said;
    over ||= answer.status === 409;
    if (!answer.ok) return;
    kept = now;
    revision.value = told.revision;
  } catch {
    said.textContent = said.dataset.unsaved;
    soon();
  }
}

function save() {
  clearTimeout(later);
  later = 0;
  under ||= keep().finally(() => { under = undefined; });
}

function soon() { if (!over) later ||= setTimeout(save, 10_000); }

form.addEventListener("input", soon);
form.addEventListener("change", save);
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
// What is sent by hand waits for what is under way, whose revision it needs.
form.addEventListener("submit", (e) => {
  clearTimeout(later);
  over = true;
  if (!under) return;
  e.preventDefault();
  under.then(() => form.requestSubmit(e.submitter));
});
addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });
