// Showing what the bot says. What is typed lives in this page's memory until it is saved, and
// nowhere else: nothing here touches storage, history or a service worker.
const log = at("log"), scroll = at("scroll"), box = at("box"), wire = at("wire");
const here = location.pathname;
const shown = new Map(); // message id → its element
const taps = new Map(); // client id → the pressed button
let anchor = null, acted = 0; // the first thing shown after what the person did last
let gone = false;

function act(element) {
  acted = Date.now();
  anchor = element;
}

// What is new starts at the top if it is long. Somebody reading further up is left in peace.
function add(element) {
  const near = scroll.scrollHeight - scroll.clientHeight - scroll.scrollTop < 120;
  const recent = Date.now() - acted < 8000;
  if (at("opening")) at("opening").remove();
  log.append(element);
  if (!recent || !anchor || !anchor.isConnected) anchor = element;
  if (near || recent) scroll.scrollTop = Math.max(0, anchor.offsetTop - 12);
}

function bot(said) {
  began = 0;
  const element = make("div", "said new");
  element.tabIndex = -1;
  element.dataset.message = said.message;
  element.append(make("span", "unseen", words.earshot_says));
  if (voices) element.append(aloudButton(element));
  element.ring = said.ring;
  say(element, said.text);
  meet(element, said);
  if (said.wheel) showWheel(element, said.wheel);
  if (said.file) handOver(element, said.file);
  if (said.rows.length) rest(element, said.rows);
  offer(element, said.rows);
  shown.set(said.message, element);
  place(element);
  if (readsAll()) readAloud(element);
}

function showWheel(element, wheel) {
  const old = element.querySelector(".wheel");
  if (old) old.replaceWith(drawWheel(wheel));
  else element.insertBefore(drawWheel(wheel), element.querySelector(".choices"));
}

// The first screen of a round: who wrote it.
function meet(element, said) {
  const first = said.rows.some((row) => row.some((one) => /^ok:[^:]+:0$/.test(meant(one))));
  const row = first && faces(said.text);
  if (row) (element.querySelector(".aloud") || element.querySelector(".unseen")).after(row);
}

function handOver(element, file) {
  const save = make("a", "choice first", words.file + ": " + file.name);
  save.href = file.at;
  save.setAttribute("download", "");
  const row = make("div", "file row one");
  row.append(save);
  element.append(row);
}

// ---- one block for each question: answered, it offers to be changed where it stands

let asked = null; // the question that is open now
let changing = null; // the answered question whose "Change" was pressed
let answers = 0;

// A question's buttons say which question they belong to.
function placeOf(rows) {
  for (const one of rows.flat()) {
    const found = /^[scg]:([^:]+:\d+)(?::|$)/.exec(meant(one));
    if (found) return found[1];
  }
  return "";
}

// Something new is being asked: put the older questions to rest. A card beside the question
// (numbers to ring, somebody to write to) leaves it as it is: it is still waiting.
function rest(element, rows) {
  const now = placeOf(rows);
  if (asked && asked.isConnected && !asked.dataset.answered) {
    const wrote = asked.reply && asked.reply.isConnected;
    if (wrote && asked.dataset.place !== now) answered(asked);
    else if (now) offer(asked, []);
  }
  const waiting = !now && asked && !asked.dataset.answered ? asked : null;
  for (const old of log.querySelectorAll(".said .choices")) {
    if (old.parentElement !== waiting) old.parentElement.classList.add("older");
  }
  if (!now) return;
  element.dataset.place = now;
  element.dataset.mark = rows.flat().some((one) => /^pv:/.test(one.callback_data)) ? "pv:" : "";
  asked = element;
}

function answered(element) {
  element.dataset.answered = "1";
  element.classList.add("older");
  const question = element.querySelector(".asked, p");
  const named = words.change + ": " + (question ? question.textContent : "");
  const change = element.dataset.mark + "ch:" + element.dataset.place;
  offer(element, [[{ text: words.change, quiet: true, named, callback_data: change }]]);
  if (element.dataset.mark) return; // a preview: nothing here is anybody's answer
  answers += 1;
  if (answers === 1) offerLock();
  if (answers > 2) at("offer").hidden = true; // offered, and not wanted
}

// A question stands in the page once: asked again, it takes its own place.
function place(element) {
  const now = element.dataset.place;
  const before = now && Array.from(log.querySelectorAll(".said[data-place]"))
    .find((one) => one.dataset.place === now);
  const inPlace = before && before === changing && before.isConnected;
  if (inPlace) {
    if (before.reply) before.reply.remove();
    before.replaceWith(element);
    element.dataset.within = "1";
    element.focus({ preventScroll: true });
    scroll.scrollTop = Math.max(0, element.offsetTop - 12);
  } else {
    if (before && (before.dataset.answered || !before.reply)) {
      if (before.reply) before.reply.remove();
      before.remove();
    }
    add(element);
  }
  if (now) changing = null;
}

function toast(text) {
  at("toast").textContent = text;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { at("toast").textContent = ""; }, 5000);
}

at("popup").addEventListener("close", () => {
  at("popup-words").textContent = "";
  if (!veiled) box.focus({ preventScroll: true });
});

const doing = {
  hello,
  beat() {},
  say: bot,
  rewrite(one) {
    const element = shown.get(one.message);
    if (!element) return;
    say(element, one.text);
    if (one.wheel) showWheel(element, one.wheel);
    if (!one.rows.length && element.dataset.place) answered(element);
    else offer(element, one.rows);
  },
  delete(one) {
    for (const number of one.messages) {
      const element = shown.get(number);
      if (!element) continue;
      if (element.contains(document.activeElement)) box.focus({ preventScroll: true });
      element.remove();
      shown.delete(number);
    }
  },
  answer(one) {
    ready(taps.get(Number(one.tap)));
    taps.delete(Number(one.tap));
    if (!one.text) return;
    if (!one.alert) return toast(one.text);
    at("popup-words").textContent = one.text;
    open(at("popup"));
  },
  signed_out: leave,
};

function wipe() {
  hush();
  log.textContent = "";
  shown.clear();
  taps.clear();
  asked = changing = null;
  act(null);
}

// ---- pressing

function press(button, message, data) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const said = button.closest(".said");
  changing = said.dataset.answered && /^(pv:)?ch:/.test(data) ? said : null;
  act(null);
  const client = send({ kind: "tap", message, press: data });
  taps.set(client, button);
  setTimeout(() => ready(button), 8000);
}

function ready(button) {
  if (button) button.removeAttribute("aria-busy");
}

// The second click of a double-click must not answer the question that came up under it.
let last = { time: 0, x: 0, y: 0, said: null };
log.addEventListener("click", (event) => {
  const now = { time: event.timeStamp, x: event.clientX, y: event.clientY,
    said: event.target.closest(".said") };
  const again = event.detail > 1 || event.pointerType === "touch";
  const twice = again && now.time - last.time < 400 && now.said !== last.said
    && Math.abs(now.x - last.x) < 24 && Math.abs(now.y - last.y) < 24;
  if (twice) event.stopPropagation();
  if (twice) event.preventDefault();
  else last = now;
}, true);
