// eform.js saves round trips of electronic forms: parts that depend on a choice
// appear with it, and the units of a place with the place. It checks nothing.
const parts = [...document.querySelectorAll("fieldset[data-show-if]")];

function answers(form, name) {
  return [...form.elements].filter((e) => e.name === name && !e.matches(":disabled") && (e.type !== "radio" && e.type !== "checkbox" || e.checked)).map((e) => e.value);
}

function unfold() {
  for (const part of parts) {
    const on = Object.entries(JSON.parse(part.dataset.showIf)).every(([name, accepted]) => answers(part.form, name).some((a) => accepted.includes(a)));
    part.hidden = part.disabled = !on;
  }
}

// Places: each select but the last brings the units of what is chosen in it.
function place(set) {
  const selects = [...set.querySelectorAll("select")];
  const none = selects.map((s) => s.options[0]?.cloneNode(true));
  const fill = async (i, chosen = "") => {
    for (const s of selects.slice(i)) s.replaceChildren(...(none[selects.indexOf(s)]?.value === "" ? [none[selects.indexOf(s)].cloneNode(true)] : []));
    const within = selects[i - 1].value;
    if (!within) return;
    const url = new URL(set.dataset.places, location.href);
    url.searchParams.set("ban", set.dataset.edition);
    url.searchParams.set("trong", within);
    const answer = await fetch(url);
    if (!answer.ok || selects[i - 1].value !== within) return;
    const units = await answer.json();
    selects[i].replaceChildren(new Option(set.dataset.choose, ""), ...units.map((u) => new Option(u.label, u.value)));
    selects[i].value = chosen;
  };
  selects.slice(0, -1).forEach((s, i) => s.addEventListener("change", () => fill(i + 1).catch(() => show())));
  const show = () => { for (const e of set.querySelectorAll("[data-without]")) e.hidden = false; };
  for (const e of set.querySelectorAll("[data-without]")) e.hidden = true;
  const find = set.querySelector("[data-find]");
  const input = find.querySelector("input");
  find.hidden = false;
  input.addEventListener("change", async () => {
    const codes = input.value.split("/");
    if (codes.length !== selects.length) return;
    input.value = "";
    if (![...selects[0].options].some((o) => o.value === codes[0])) return;
    try {
      selects[0].value = codes[0];
      for (let i = 1; i < codes.length; i++) await fill(i, codes[i]);
      selects.at(-1).focus();
    } catch { show(); }
  });
}

document.addEventListener("change", unfold);
for (const set of document.querySelectorAll("fieldset[data-places]")) place(set);
unfold();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  for (const e of button.parentElement.querySelectorAll("[data-without]")) e.hidden = true;
  button.addEventListener("click", () => print());
}
