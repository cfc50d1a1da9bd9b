// Sense-making, quicker: the place one was at, what was just done said aloud, how many are picked.
"use strict";
(() => {
  // After a move the focus goes to what it was about; the page stays where the thumb left it.
  // Where an address names a part of the page, the browser takes the focus there first.
  const found = document.querySelector("[data-focus]");
  const go = () => setTimeout(() => found.focus({ preventScroll: true }), 50);
  if (found && document.readyState === "complete") go();
  else if (found) window.addEventListener("load", go);

  // A screen reader says what changes in a live part, not what was there when the page came.
  for (const live of document.querySelectorAll("[data-say]")) {
    const aloud = document.createElement("div");
    aloud.className = "unseen";
    aloud.setAttribute("role", "status");
    live.removeAttribute("role");
    live.closest("main").append(aloud);
    setTimeout(() => { aloud.textContent = live.textContent; }, 150);
  }

  const count = () => {
    for (const shown of document.querySelectorAll("[data-count]")) {
      const some = document.querySelectorAll(`input[name="${shown.dataset.count}"]:checked`).length;
      shown.textContent = some || "";
    }
    // What works on picked groups is there once one is picked.
    for (const bar of document.querySelectorAll("[data-needs]")) {
      bar.hidden = !document.querySelector(`input[name="${bar.dataset.needs}"]:checked`);
    }
  };
  document.addEventListener("change", count);
  count();

  // One tap is one move, however slow the line.
  let sent = false;
  document.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });
})();
