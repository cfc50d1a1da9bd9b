// A message's words and buttons, laid out.
const NUMBERS = new Map(Array.from(document.querySelectorAll(".numbers .number"),
  (one) => [one.querySelector(".ring").textContent, one.href]));
const FIRST = /^(ok|go|send|d|lo|tearyes|eraseyes)(:|$)/;
const QUIET = /^(b|s|r|e|l|no|help|later|tidy|home|tear|end)(:|$)/;

// What a button is for. In a preview it carries the young person's button after a mark of its own.
function meant(given) {
  return (given.callback_data || "").replace(/^pv:/, "");
}
const MARKS = /^([☑☐✓○●◉]) /u;
const ON = "☑✓●◉";

// "3 of 7 · about 2 min" on a line of its own is drawn as a thin bar as well.
function say(element, text) {
  if (element.said === text) return; // a tick alone is not read out again
  element.said = text;
  for (const old of element.querySelectorAll(":scope > .head, :scope > p")) old.remove();
  const parts = [];
  let rest = text;
  const head = /^(\d{1,3}) \D{1,12} (\d{1,3}) · [^\n]{1,40}$/m.exec(text);
  if (head) {
    const before = text.slice(0, head.index).trim();
    if (before) parts.push(make("p", "before", before));
    const top = make("div", "head");
    const way = make("progress", "way");
    way.max = Number(head[2]);
    way.value = Number(head[1]);
    way.setAttribute("aria-hidden", "true");
    top.append(make("span", "where", head[0]), way);
    parts.push(top);
    rest = text.slice(head.index + head[0].length).trimStart();
  }
  const lines = rest.split("\n");
  if (head && lines.length) parts.push(make("p", "asked", lines.shift()));
  let block = [];
  const flush = () => {
    const whole = block.join("\n").trim();
    if (whole) parts.push(rung(make("p", "", whole), element.ring));
    block = [];
  };
  for (const one of lines) {
    if (!one.startsWith("✓ ")) {
      block.push(one);
      continue;
    }
    flush();
    parts.push(make("p", "picked", one));
  }
  flush();
  (element.querySelector(".aloud") || element.querySelector(".unseen")).after(...parts);
}

// A line that is one of the help numbers, and nothing else, can be tapped. No other words can.
// A home's own come with the message they stand in: the page itself does not say which home.
function rung(element, own) {
  const lines = element.textContent.split("\n");
  const numbers = new Map([...NUMBERS, ...Object.entries(own || {})]);
  if (!lines.some((one) => numbers.has(one))) return element;
  element.textContent = "";
  lines.forEach((one, place) => {
    if (place) element.append("\n");
    if (!numbers.has(one)) return element.append(one);
    const link = make("a", "dial", one);
    link.href = numbers.get(one);
    if (/^http/.test(link.href)) {
      link.rel = "noopener noreferrer";
      link.target = "_blank";
    }
    return element.append(link);
  });
  return element;
}

// What a button's text says besides its name: a tick, a place in a ranking, dots given to it.
function readLabel(given) {
  const press = meant(given);
  const marked = MARKS.exec(given.text);
  if (marked) {
    const on = ON.includes(marked[1]);
    return { label: given.text.slice(marked[0].length), on, mark: marked[1] === "✓" ? "tick" : "box" };
  }
  const ranked = /^c:.*:0$/.test(press) && /^(\d{1,2})\. /.exec(given.text);
  if (ranked) return { label: given.text.slice(ranked[0].length), on: true, mark: "rank", text: ranked[1] };
  const fewer = /^g:/.test(press) && /^− /.test(given.text);
  if (fewer) return { label: given.text.slice(2), mark: "minus", text: "−" };
  const dots = /^g:/.test(press) && / ?(●*)$/.exec(given.text);
  if (dots && !/^\d/.test(given.text)) {
    return { label: given.text.slice(0, dots.index), mark: "plus", text: "+", dots: dots[1] };
  }
  return { label: given.text };
}

// What a picture says already need not be heard as well.
function unheard(element, quiet) {
  if (quiet) element.setAttribute("aria-hidden", "true");
  return element;
}

function dress(button, given, quiet, alone) {
  const press = meant(given);
  const { label, on, mark, text, dots } = readLabel(given);
  button.textContent = "";
  if (given.picture) button.append(picture(given.picture));
  if (mark) button.append(unheard(make("span", mark, mark === "tick" ? "✓" : text), mark !== "rank"));
  const name = mark === "minus" ? fill(words.one_fewer, { label }) : label;
  if (MOODS[label]) button.append(drawMood(label));
  button.append(make("span", mark === "minus" || MOODS[label] ? "unseen" : "label", name));
  if (dots) {
    button.append(make("span", "unseen", ", " + fill(words.given, { count: dots.length })));
    button.append(unheard(make("span", "given", dots), true));
  }
  if (on !== undefined) button.setAttribute("aria-pressed", String(on));
  else button.removeAttribute("aria-pressed");
  if (given.named) button.setAttribute("aria-label", given.named);
  button.className = "choice" + (quiet ? " quiet" : alone && FIRST.test(press) ? " first" : "")
    + (/^tear(yes)?(:|$)/.test(press) ? " tear" : "")
    + (given.picture ? " pictured" : "")
    + (/^(\p{Extended_Pictographic}\uFE0F?|\d{1,2})$/u.test(label) ? " face" : "");
}

function picture(where) {
  const image = make("img", "picture");
  image.alt = "";
  image.decoding = "async";
  image.src = here + where;
  return image;
}

function fresh(row, place, kind) {
  const button = row.children[place];
  if (button && button.tagName === kind) return button;
  const made = make(kind.toLowerCase());
  if (button) button.replaceWith(made); else row.append(made);
  return made;
}

function rowKind(given, quiet) {
  if (quiet) return " aside";
  if (given.every((one) => one.picture)) return " one pic";
  const last = given[given.length - 1];
  const dots = /^g:/.test(meant(given[0])) && !/^(✓ )?\d/.test(given[0].text);
  if (dots && (given.length === 1 || last.text.startsWith("− "))) return " dots-row";
  if (given.every((one) => /^ch:/.test(meant(one)))) return " numbered";
  if (given.length === 1) return " one";
  return given.length > 2 && given.every((one) => Array.from(one.text).length < 4) ? " even" : "";
}

function offerRow(element, row, given) {
  const quiet = given.every((one) => one.quiet || QUIET.test(meant(one)));
  row.className = "row" + rowKind(given, quiet);
  given.forEach((one, place) => {
    const button = fresh(row, place, one.url ? "A" : "BUTTON");
    if (one.url) {
      button.href = one.url;
      button.rel = "noopener noreferrer";
      button.target = "_blank";
    } else {
      button.type = "button";
      button.onclick = () => press(button, Number(element.dataset.message), one.callback_data);
    }
    dress(button, one, quiet, given.length === 1);
  });
  while (row.children.length > given.length) row.lastChild.remove();
}

// Buttons are changed where they stand, so that a tick does not move anybody's focus.
function offer(element, rows) {
  let choices = element.querySelector(".choices");
  const focused = choices && choices.contains(document.activeElement);
  if (!rows.length) {
    if (choices) choices.remove();
    if (focused) element.focus({ preventScroll: true });
    return;
  }
  if (!choices) element.append(choices = make("div", "choices"));
  const pictured = rows.flat().filter((one) => one.picture).length;
  choices.classList.toggle("gallery", pictured > 0);
  choices.classList.toggle("by-two", pictured === 2 || pictured === 4);
  rows.forEach((given, place) => {
    offerRow(element, choices.children[place] || choices.appendChild(make("div")), given);
  });
  while (choices.children.length > rows.length) choices.lastChild.remove();
  if (focused && !choices.contains(document.activeElement)) element.focus({ preventScroll: true });
}
