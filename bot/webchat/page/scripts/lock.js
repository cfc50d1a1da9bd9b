// The picture lock: three of nine pictures, in order. The server keeps it; this page only asks.
const PICTURES = Object.keys(NINE);
let lock = "", held = false, offered = false, picked = [], waiting = 0;

function keepLock(now) {
  lock = now || "";
  held = lock === "locked";
  at("lock").hidden = lock !== "none" && lock !== "set";
  at("lock").textContent = lock === "set" ? words.lock_now : words.lock_with;
  at("relock").hidden = lock !== "set";
}

function offerLock() {
  if (offered || lock !== "none" || veiled) return;
  offered = true;
  at("offer").hidden = false;
}

// Nine buttons and three dots. What was tapped is shown by the dots alone, unless it is new.
function pad(told, full) {
  const board = at("veil-pad");
  board.textContent = "";
  board.hidden = false;
  const dots = make("p", "three-dots");
  const nine = make("div", "nine");
  const tell = () => {
    dots.textContent = "";
    dots.setAttribute("aria-label", fill(words.lock_count, { count: picked.length }));
    for (let one = 0; one < 3; one += 1) dots.append(make("span", one < picked.length ? "on" : ""));
  };
  dots.setAttribute("role", "status");
  picked = [];
  PICTURES.forEach((name, number) => {
    const button = make("button", "nine-one");
    button.type = "button";
    button.append(drawPicture(name), make("span", "", words["picture_" + name]));
    button.onclick = () => {
      if (picked.length > 2 || picked.includes(number) || waiting) return;
      at("veil-told").textContent = "";
      picked.push(number);
      tell();
      if (picked.length === 3) setTimeout(() => full([...picked]), 200);
    };
    nine.append(button);
  });
  tell();
  board.append(dots, nine);
  at("veil-told").textContent = told || "";
}

function chooseLock() {
  at("offer").hidden = true;
  cover("setting", words.lock_choose, words.lock_choose_what);
  way(words.lock_not_now, "", uncover);
  pad("", (first) => {
    wordsOnVeil(words.lock_again, words.lock_again_what);
    at("veil-title").focus({ preventScroll: true });
    pad("", (second) => {
      if (first.join() === second.join()) return keepPictures(second);
      chooseLock();
      at("veil-told").textContent = words.lock_differ;
    });
  });
}

const asking = (what, sent) => post(here + what + "?life=" + life, sent);

async function keepPictures(pictures) {
  let status = 0;
  try {
    status = (await asking("lock", { pictures })).status;
  } catch (fault) { /* told below */ }
  if (status === 401) return leave();
  if (status === 423) return askPictures();
  if (status !== 200) {
    chooseLock();
    at("veil-told").textContent = status === 409 ? words.lock_nothing : words.lock_not_kept;
    return;
  }
  keepLock("set");
  uncover();
  toast(words.lock_kept);
}

async function lockNow() {
  askPictures();
  try {
    await asking("lock-now", {});
  } catch (fault) { /* the words are hidden here all the same */ }
}

function askPictures(told) {
  held = true;
  at("offer").hidden = true;
  cover("locked", words.lock_ask, words.lock_ask_what);
  way(words.lock_forgot, "", forgot);
  pad(told, unlock);
}

async function unlock(pictures) {
  let answer, said;
  try {
    answer = await asking("unlock", { pictures });
    said = await answer.json();
  } catch (fault) {
    return pad(words.lock_offline, unlock);
  }
  if (answer.status === 401) return leave();
  if (said.open) return opened("set");
  const wait = Math.ceil(Number(said.wait) || 0);
  pad(wait ? fill(words.lock_wait, { seconds: wait }) : words.lock_wrong, unlock);
  if (!wait) return;
  waiting = setTimeout(() => {
    waiting = 0;
    if (veiled === "locked") at("veil-told").textContent = words.lock_try;
  }, wait * 1000);
}

function opened(now) {
  keepLock(now);
  uncover();
  if (shown.size) drain(); else begin();
}

function forgot() {
  cover("locked", words.forgot_title, words.forgot_what);
  way(words.forgot_back, " first", () => askPictures());
  way(words.forgot_tear, " tear", async () => {
    try {
      const answer = await asking("forgot", {});
      if (!answer.ok) throw answer;
    } catch (fault) {
      at("veil-told").textContent = words.lock_offline;
      return;
    }
    queue.length = 0;
    box.value = "";
    wipe();
    began = 0;
    opened("none");
  });
}

at("lock").onclick = () => lock === "set" ? lockNow() : chooseLock();
at("relock").onclick = chooseLock;
at("offer-yes").onclick = chooseLock;
at("offer-no").onclick = () => {
  at("offer").hidden = true;
  box.focus({ preventScroll: true });
};
