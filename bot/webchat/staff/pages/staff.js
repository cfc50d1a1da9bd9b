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

  // A reader's time: said in words, in steps; when it is over, no word stays on the screen.
  const { endsIn, after } = document.body.dataset;
  if (after) {
    const clock = document.querySelector(".clock");
    const ends = Date.now() + Number(endsIn) * 1000;
    const tick = () => {
      const left = (ends - Date.now()) / 60000;
      if (left <= 0) return location.replace(after);
      if (clock) {
        const { about, near, veryNear } = clock.dataset;
        const words = left <= 2 ? veryNear : left <= 5 ? near : about.replace("{n}", Math.max(5, 5 * Math.round(left / 5)));
        if (clock.textContent !== words) clock.textContent = words;
        if (left <= 5) clock.parentElement.classList.add("near");
      }
    };
    setInterval(tick, 1000);
  }

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
