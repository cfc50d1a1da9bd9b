// The veil: when nobody has touched the page for a while, its words are hidden. On a shared
// tablet the chat ends by itself, after a warning.
const shared = body.dataset.shared === "1";
const PATIENCE = Number(body.dataset.idle) * 1000;
const WARNING = 30;
const veil = at("veil"), ways = at("veil-ways");
let veiled = "", touched = Date.now(), idle = 0, counting = 0;

function cover(why, title, what) {
  veiled = why;
  hush();
  for (const dialog of document.querySelectorAll("dialog[open]")) shut(dialog);
  at("toast").textContent = at("veil-told").textContent = "";
  at("veil-told").classList.toggle("unseen", why === "ending"); // seen in the words above it
  at("veil-pad").hidden = true;
  ways.textContent = "";
  scroll.hidden = at("say").hidden = at("more").hidden = true;
  wordsOnVeil(title, what);
  body.classList.add("veiled");
  veil.hidden = false;
  at("veil-title").focus({ preventScroll: true });
}

function wordsOnVeil(title, what) {
  at("veil-title").textContent = title;
  at("veil-what").textContent = what || "";
}

function way(text, kind, does) {
  const button = make("button", "button" + kind, text);
  button.type = "button";
  button.onclick = does;
  ways.append(button);
  return button;
}

function uncover() {
  clearInterval(counting);
  veiled = "";
  body.classList.remove("veiled");
  veil.hidden = true;
  at("veil-pad").textContent = "";
  scroll.hidden = at("say").hidden = at("more").hidden = false;
  scroll.scrollTop = scroll.scrollHeight;
  stir();
  if (gone) return;
  (asked && asked.isConnected ? asked : box).focus({ preventScroll: true });
}

function stir() {
  touched = Date.now();
  if (veiled || gone || !PATIENCE) return;
  clearTimeout(idle);
  idle = setTimeout(rested, PATIENCE);
}

function rested() {
  if (veiled || gone) return;
  const left = touched + PATIENCE - Date.now();
  if (left > 50) {
    idle = setTimeout(rested, left);
    return;
  }
  if (shared) return warn();
  if (lock === "set") return lockNow();
  cover("idle", words.idle_title, words.idle_what);
  way(words.idle_on, " first", uncover);
}

function warn() {
  let left = WARNING;
  const said = () => fill(words.ending_what, { seconds: left });
  cover("ending", words.ending_title, said());
  at("veil-told").textContent = fill(words.ending_soon, { seconds: left });
  way(words.ending_stay, " first", uncover);
  way(words.ending_now, "", end);
  clearInterval(counting);
  counting = setInterval(() => {
    left -= 1;
    at("veil-what").textContent = said();
    if (left <= 0) end();
  }, 1000);
}

// It ends only with what was written saved: until then its words stay hidden, and here.
async function end() {
  clearInterval(counting);
  if (await finish()) return;
  cover("ending", words.ending_title, words.ending_wait);
  counting = setInterval(async () => { if (await finish()) clearInterval(counting); }, 5000);
}

async function finish() {
  if (queue.length) return false;
  try {
    const answer = await post(here + "finish", {});
    if (!answer.ok) return false;
    const to = (await answer.json()).to;
    empty();
    location.replace(to);
    return true;
  } catch (fault) {
    return false;
  }
}

// Left in a hurry, a shared tablet must not stay signed in: the slip opens the chat again.
beforeLeaving.push(() => {
  if (!shared || gone) return;
  fetch(here + "finish", { method: "POST", keepalive: true, credentials: "same-origin" }).catch(() => {});
});

for (const kind of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
  document.addEventListener(kind, stir, { capture: true, passive: true });
}
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && !veiled && PATIENCE && Date.now() - touched >= PATIENCE) rested();
});
