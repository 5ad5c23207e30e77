// copy.js shows buttons that copy a value; without it the value is marked by hand.
const said = document.querySelector("[data-copied]");
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    if (said) said.textContent = said.dataset.copied;
    const label = button.firstElementChild, words = label.textContent;
    label.textContent = said?.dataset.copied ?? words;
    setTimeout(() => { label.textContent = words; }, 2000);
  });
}
