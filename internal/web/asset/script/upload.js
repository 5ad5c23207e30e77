// upload.js brings files in parts by the tus protocol while the form is filled
// in: with progress, dropped or chosen, and on again after a lost connection.
// The form then names them; without this script it brings them itself.
const version = { "Tus-Resumable": "1.0.0" };
const part = 512 * 1024, most = 20 * 1024 * 1024, pauses = [1000, 2000, 4000];
const nap = (ms) => new Promise((go) => setTimeout(go, ms));

const measure = (bytes) => bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;

class Refused extends Error {}

// one call of the protocol; what the server will not take is Refused, with its
// sentence, all else may be tried again.
async function call(method, url, headers, body, signal) {
  const answer = await fetch(url, { method, headers: { ...version, ...headers }, body, signal });
  if (answer.ok) return answer;
  if ([404, 410].includes(answer.status)) throw Object.assign(new Error("gone"), { gone: true });
  if (answer.status < 500 && ![409, 423].includes(answer.status)) {
    const text = answer.headers.get("Content-Type")?.startsWith("text/plain") ? (await answer.text()).trim() : "";
    throw new Refused(text.startsWith("ERR_") ? "" : text);
  }
  throw new Error(String(answer.status));
}

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

function field(box) {
  const say = JSON.parse(box.dataset.say), address = box.dataset.upload, several = "several" in box.dataset;
  const list = box.querySelector("[data-files]"), status = box.querySelector("[data-status]"), drop = box.querySelector("[data-drop]");
  const inputs = [...box.querySelectorAll("input[type=file]")], name = inputs[0].name, form = inputs[0].form;
  const missing = box.parentElement.querySelector("[data-missing]");
  const words = (key, values = {}) => say[key].replace(/\{(name|percent)\}/g, (_, k) => values[k] ?? "");
  const tell = (text) => { status.textContent = text; };

  const button = (label, about, press) => {
    const b = Object.assign(document.createElement("button"), { type: "button", className: "button quiet small", textContent: label });
    b.append(Object.assign(document.createElement("span"), { className: "hidden-text", textContent: " " + about }));
    b.addEventListener("click", press);
    return b;
  };

  function add(file) {
    const row = document.createElement("li"), bar = document.createElement("progress"), note = document.createElement("span");
    const title = Object.assign(document.createElement("span"), { textContent: file.name });
    const size = Object.assign(document.createElement("span"), { className: "muted small", textContent: measure(file.size) });
    const remembered = `tep ${name} ${file.name} ${file.size} ${file.lastModified}`;
    const job = { state: "sending", row };
    let stop = new AbortController(), url = sessionStorage.getItem(remembered), sent = 0, told = -1;
    bar.max = 1;
    bar.setAttribute("aria-label", file.name);
    note.className = "small";
    const leave = () => { stop.abort(); job.state = "gone"; row.remove(); if (missing) missing.hidden = [...jobs].some((j) => j.state === "done"); sessionStorage.removeItem(remembered); if (url && sent < file.size) call("DELETE", url, {}).catch(() => {}); inputs[0].focus(); };
    const cancel = button(say.cancel, file.name, leave), resume = button(say.resume, file.name, () => { stop = new AbortController(); run(); });
    const show = () => {
      bar.value = sent / file.size;
      const percent = Math.floor(100 * sent / file.size);
      note.textContent = percent + "%";
      if (percent >= told + 25) tell(words("sending", { name: file.name, percent: told = percent - percent % 25 }));
    };
    const fail = (text, again) => {
      job.state = again ? "lost" : "failed";
      note.className = "small field-error";
      note.textContent = text;
      bar.hidden = !again;
      tell(text);
      row.replaceChildren(title, bar, note, ...(again ? [resume] : []), cancel);
    };
    const begin = async () => {
      const meta = [`filename ${base64(file.name)}`, ...("papers" in box.dataset ? [`papers ${base64("1")}`] : [])].join(",");
      const answer = await call("POST", address, { "Upload-Length": String(file.size), "Upload-Metadata": meta }, undefined, stop.signal);
      url = new URL(answer.headers.get("Location"), location.href).pathname;
      sessionStorage.setItem(remembered, url);
      sent = 0;
    };
    const send = async () => {
      if (url) {
        try { sent = Number((await call("HEAD", url, {}, undefined, stop.signal)).headers.get("Upload-Offset")); }
        catch (failure) { if (!failure.gone) throw failure; url = null; }
      }
      if (!url) await begin();
      for (show(); sent < file.size; show()) {
        const answer = await call("PATCH", url, { "Upload-Offset": String(sent), "Content-Type": "application/offset+octet-stream" }, file.slice(sent, sent + part), stop.signal);
        sent = Number(answer.headers.get("Upload-Offset"));
      }
    };
    const run = async () => {
      job.state = "sending";
      note.className = "small";
      bar.hidden = false;
      row.replaceChildren(title, bar, note, cancel);
      for (let attempt = 0; job.state === "sending"; attempt++) {
        try {
          await send();
          job.state = "done";
          const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: name + ".id", value: url.split("/").pop() });
          row.replaceChildren(title, size, hidden, button(say.remove, file.name, leave));
          if (missing) missing.hidden = true;
          tell(words("done", { name: file.name }));
        } catch (failure) {
          if (job.state === "gone") return;
          if (failure instanceof Refused) { sessionStorage.removeItem(remembered); url = null; fail(failure.message || words("failed", { name: file.name })); }
          else if (attempt < pauses.length) await nap(pauses[attempt]);
          else fail(words("lost", { name: file.name, percent: Math.floor(100 * sent / file.size) }), true);
        }
      }
      release();
    };
    if (!several) for (const other of [...jobs]) { jobs.delete(other); other.leave(); }
    job.leave = leave;
    job.resume = () => resume.click();
    jobs.add(job);
    list.append(row);
    if (file.size > most) fail(words("large", { name: file.name })); else run();
  }

  // A form waits for the files that are on their way.
  const jobs = new Set();
  let waiting = null;
  const busy = () => [...jobs].some((j) => j.state === "sending" || j.state === "lost");
  const release = () => { if (waiting && !busy()) { const by = waiting; waiting = null; form.requestSubmit(by.isConnected ? by : undefined); } };
  form.addEventListener("submit", (event) => {
    if (!busy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = event.submitter ?? form;
    tell(say.waiting);
    status.className = "small";
    for (const j of jobs) if (j.state === "lost") j.resume();
  });
  window.addEventListener("online", () => { for (const j of jobs) if (j.state === "lost") j.resume(); });

  for (const input of inputs) {
    input.addEventListener("change", () => {
      for (const file of input.files) add(file);
      input.value = "";
    });
  }
  drop.hidden = matchMedia("(pointer: coarse)").matches;
  for (const input of box.querySelectorAll(".camera input")) { // a button that shows what it took is enough
    input.className = "hidden-text";
    input.parentElement.classList.add("button", "secondary", "small");
  }
  for (const kind of ["dragenter", "dragover"]) box.addEventListener(kind, (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    box.classList.add("over");
  });
  box.addEventListener("dragleave", (event) => { if (!box.contains(event.relatedTarget)) box.classList.remove("over"); });
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    for (const file of several ? event.dataTransfer.files : [...event.dataTransfer.files].slice(0, 1)) add(file);
  });
}

for (const box of document.querySelectorAll("[data-upload]")) field(box);
for (const e of document.querySelectorAll("[data-without-upload]")) e.hidden = true;
