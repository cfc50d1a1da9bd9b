// What every page's script leans on. The parts of a script share one scope; nothing leaves it.
const root = document.documentElement;
const body = document.body;
const words = JSON.parse(body.dataset.words || "{}");
const at = (id) => document.getElementById(id);

function make(tag, kind, text) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}

// An element of a drawing, made through the DOM: no markup is ever parsed here.
function draw(tag, given, ...inside) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(given || {})) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

function icon(path) {
  const line = { d: path, fill: "none", stroke: "currentColor", "stroke-width": 2.2,
    "stroke-linecap": "round", "stroke-linejoin": "round" };
  return draw("svg", { viewBox: "0 0 24 24", width: 22, height: 22, "aria-hidden": "true" },
    draw("path", line));
}

function fill(text, blanks) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => name in blanks ? blanks[name] : whole);
}

async function post(where, what, patience) {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), patience || 20000);
  try {
    return await fetch(where, {
      method: "POST", body: JSON.stringify(what), signal: cut.signal, cache: "no-store",
      credentials: "same-origin", headers: { "Content-Type": "application/json" },
    });
  } finally {
    clearTimeout(timer);
  }
}

function open(dialog) {
  if (dialog.open) return;
  if (dialog.showModal) dialog.showModal(); else dialog.setAttribute("open", "");
}

function shut(dialog) {
  if (dialog.close) dialog.close(); else dialog.removeAttribute("open");
}

for (const close of document.querySelectorAll("[data-close]")) {
  close.onclick = () => shut(close.closest("dialog"));
}
