// Hearing: one line, opened again whenever it is lost.
const life = Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
let line = null, seen = 0, lost = 0, reopen = 0, quiet = 0, hanging = 0;
let greeted = location.hash === "#new"; // the bot greets somebody new by itself
if (greeted) history.replaceState(null, "", here);

let began = 0, again = 0; // when we asked where the person is, until we hear

// Ask where the person is: once, however many ways tell us to.
function begin() {
  clearTimeout(again);
  if (Date.now() - began < 2000) {
    again = setTimeout(() => { if (!shown.size && !gone && !held) begin(); }, 2500);
    return;
  }
  began = Date.now();
  send({ kind: "text", text: "/start" });
}

function hello(one) {
  mend();
  seen = one.last;
  keepLock(one.lock);
  if (one.lock === "locked") {
    greeted = false;
    if (veiled !== "locked") askPictures();
    return;
  }
  if (one.start && greeted) setTimeout(() => { if (!shown.size) begin(); }, 800);
  else if (one.start) begin();
  else drain();
  greeted = false;
}

function listen() {
  clearTimeout(reopen);
  if (gone || line) return;
  line = new EventSource(here + "events?life=" + life + "&after=" + seen);
  line.onmessage = (event) => {
    watch();
    const one = JSON.parse(event.data);
    if (one.number && one.number <= seen) return;
    seen = one.number || seen;
    if (doing[one.does]) doing[one.does](one);
  };
  line.onerror = cut;
  watch();
}

// A dead line says nothing: after three missed beats it is taken for lost.
function watch() {
  clearTimeout(quiet);
  quiet = setTimeout(cut, 40000);
}

function hang() {
  clearTimeout(quiet);
  if (line) line.close();
  line = null;
}

async function cut() {
  hang();
  if (gone) return;
  lost += 1;
  if (lost > 1) tell(words.offline);
  clearTimeout(reopen);
  reopen = setTimeout(listen, Math.min(10000, 400 * 2 ** lost));
  try {
    if ((await fetch(here + "here", { cache: "no-store" })).status === 401) leave();
  } catch (fault) { /* still no connection */ }
}

function mend() {
  if (!wire.hidden) {
    tell(words.back, true);
    setTimeout(() => { if (!lost) wire.hidden = true; }, 2500);
  }
  lost = 0;
  failures = 0;
}

function tell(text, good) {
  wire.classList.toggle("good", Boolean(good));
  const below = scroll.scrollHeight - scroll.clientHeight - scroll.scrollTop;
  wire.hidden = false;
  if (below < 160) scroll.scrollTop = scroll.scrollHeight;
  if (wire.textContent !== text) wire.textContent = text;
}

// A page out of sight soon gives its line back: a browser has only six for all our pages.
document.addEventListener("visibilitychange", () => {
  clearTimeout(hanging);
  if (document.hidden) hanging = setTimeout(hang, 20000);
  else listen();
});
window.addEventListener("online", () => { lost = 0; hang(); listen(); drain(); });
window.addEventListener("offline", () => tell(words.offline));
window.addEventListener("beforeunload", (event) => {
  if (queue.some((one) => one.element) && !gone) event.preventDefault();
});
