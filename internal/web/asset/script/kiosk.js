// kiosk.js prints the number that was just taken, and gives the screen back to
// the next visitor after half a minute in which nobody touched it. Without it
// the reader prints and goes back by hand.
const idle = 30_000;
const home = "/kiosk";
const ticket = document.querySelector("[data-print]");
let timer;

function rest() {
  clearTimeout(timer);
  timer = setTimeout(() => location.replace(home), idle);
}

if (ticket && performance.getEntriesByType("navigation")[0]?.type === "navigate" && document.referrer.includes(home)) print();
if (ticket || document.querySelector(".errors, .note, input[type=radio]:checked")) {
  rest();
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, rest);
}
