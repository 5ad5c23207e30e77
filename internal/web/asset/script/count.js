// Says how many letters a long answer has, under the field that
// data-count wraps; its value is the sentence, with {n} for the number.
for (const box of document.querySelectorAll("[data-count]")) {
  const area = box.querySelector("textarea");
  const told = document.createElement("output");
  told.className = "hint";
  told.htmlFor = area.id;
  const tell = () => { told.value = box.dataset.count.replace("{n}", [...area.value.trim()].length); };
  area.addEventListener("input", tell);
  area.after(told);
  tell();
}
