// counter.js lets an intake be typed without a mouse: Enter goes to the next
// field instead of searching again, three letters and Enter choose a procedure
// and go on to its papers, Alt and a digit go to a part of the form. Without it
// the buttons of the form do the same.
const form = document.querySelector("form.counter");
const fields = () => [...form.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((e) => e.offsetParent !== null && !e.disabled);

function go(el) {
  el?.focus();
  el?.select?.();
}

const next = (el) => go(fields()[fields().indexOf(el) + 1]);

form?.addEventListener("keydown", (event) => {
  const el = event.target;
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  if (!el.matches("input, select") || el.name === "scan" || el.role === "combobox") return;
  event.preventDefault();
  next(el);
});

// Some ways of typing send the character after its key was taken.
form?.addEventListener("keypress", (event) => {
  if (event.key === "Enter" && event.target.matches("input, select") && event.target.name !== "scan") event.preventDefault();
});

// What was searched for is asked before anybody waits for the list.
let going = false;
form?.addEventListener("keydown", async (event) => {
  const input = event.target;
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || input.role !== "combobox" || event.isComposing) return;
  const marked = input.getAttribute("aria-activedescendant");
  if (marked) { going = true; return; }
  event.preventDefault();
  event.stopPropagation();
  if (input.value.trim().length < 2) return;
  const url = new URL(input.dataset.combobox, location.href);
  url.searchParams.set("q", input.value);
  const answer = await fetch(url, { headers: { Accept: "application/json", "Accept-Language": document.documentElement.lang } });
  const [first] = answer.ok ? await answer.json() : [];
  if (!first) return input.form.requestSubmit(input.form.querySelector("[name=step][value=search]"));
  going = true;
  input.value = first.value;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}, true);

// A browser tells of the same choice once more when the field is left; asked for
// again, the papers would be drawn anew under the hands that tick them.
let chosen = "";
form?.addEventListener("change", (event) => {
  if (event.target.role !== "combobox") return;
  if (event.target.value === chosen) event.stopPropagation();
  chosen = event.target.value;
}, true);

// The papers come with the answer to the choice; then the focus is on the first.
function arrived() {
  const paper = going && form.querySelector("#papers input[type=checkbox]");
  if (!paper) return;
  going = false;
  go(paper);
}

if (form) new MutationObserver(arrived).observe(form, { childList: true, subtree: true });

document.addEventListener("keydown", (event) => {
  if (!form || !event.altKey || event.ctrlKey || !/^[1-9]$/.test(event.key)) return;
  const part = document.getElementById("s" + event.key)?.closest("section");
  if (!part) return;
  event.preventDefault();
  go(fields().find((f) => part.contains(f)));
});
