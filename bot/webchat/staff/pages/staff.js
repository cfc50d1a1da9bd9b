// Locking by itself, the reading view by keyboard, words to begin with, placeholders to put in.
"use strict";
(() => {
  const box = document.getElementById("masked");
  for (const button of document.querySelectorAll("[data-put]")) {
    button.addEventListener("click", () => {
      box.setRangeText(button.dataset.put, box.selectionStart, box.selectionEnd, "end");
      box.focus();
    });
  }
  for (const button of document.querySelectorAll("[data-add]")) {
    const words = document.getElementById("reply");
    button.addEventListener("click", () => {
      words.value += (words.value.trim() ? " " : "") + button.dataset.add;
      words.focus();
    });
  }
  const here = document.querySelector(".tabs [aria-current]");
  if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 48;
  const mask = document.querySelector("details.mask");
  if (mask) mask.addEventListener("toggle", () => { if (mask.open && box) box.focus(); });

  // Left open, it goes to the door by itself: nobody's words stay on a screen.
  const { locksAfter, home } = document.body.dataset;
  if (home) setTimeout(() => location.replace(home), Number(locksAfter) * 1000);
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("textarea, input:not([type=checkbox]), select")) return;
    const found = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!found) return;
    event.preventDefault();
    if (found.tagName === "DETAILS") found.open = true;
    else found.click();
  });
})();
