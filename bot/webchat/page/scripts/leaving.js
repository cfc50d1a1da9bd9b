// Leaving in a hurry: nothing to read is left on the screen, and no way back to it.
const beforeLeaving = [];

function leaveNow() {
  for (const one of beforeLeaving) one();
  document.title = "";
  body.textContent = "";
  location.replace("about:blank");
}

for (const exit of document.querySelectorAll("[data-exit]")) exit.onclick = leaveNow;

// Escape three times, wherever they are on the page.
let escapes = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  escapes = [...escapes.filter((time) => event.timeStamp - time < 1500), event.timeStamp];
  if (escapes.length >= 3) leaveNow();
}, true);

// A browser may keep a whole page for "Back". It gets an empty one, and asks for a new one.
window.addEventListener("pagehide", (event) => { if (event.persisted) root.hidden = true; });
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
