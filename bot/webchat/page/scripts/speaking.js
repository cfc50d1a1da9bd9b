// Reading aloud, with a voice that lives on this device. A voice from a server would be sent the
// words, so it is never used: with no voice here, there is no button.
const voices = "speechSynthesis" in window && "SpeechSynthesisUtterance" in window
  ? window.speechSynthesis : null;
let voice = null, reading = null;

function chooseVoice() {
  const language = (root.lang || "en").toLowerCase();
  const named = (one) => one.lang.toLowerCase().replace("_", "-");
  const local = voices.getVoices().filter((one) => one.localService
    && named(one).split("-")[0] === language.split("-")[0]);
  const first = language === "en" ? "en-gb" : language;
  voice = local.find((one) => named(one).startsWith(first)) || local[0] || null;
  root.classList.toggle("speaks", Boolean(voice));
}

function hush() {
  const button = reading;
  reading = null;
  if (button) markReading(button, false);
  if (voices) voices.cancel();
}

function markReading(button, on) {
  const said = on ? words.read_stop : button.dataset.read || words.read;
  button.classList.toggle("on", on);
  if (button.dataset.says) button.textContent = said; else button.setAttribute("aria-label", said);
}

// The words of a message, then its choices; not the ways past it, which are always the same.
function spokenParts(element) {
  const said = Array.from(element.querySelectorAll("h2, .where, p"), (one) => one.textContent);
  const choices = Array.from(element.querySelectorAll(".choice:not(.quiet)"),
    (one) => one.getAttribute("aria-label") || one.textContent);
  if (choices.length) said.push(words.read_choices, ...choices);
  return said.filter((one) => one.trim());
}

function readAloud(element) {
  const button = element.querySelector(".aloud");
  if (button) speak(button, spokenParts(element));
}

function speak(button, parts) {
  const same = reading === button;
  hush();
  if (same || !voice) return;
  reading = button;
  markReading(button, true);
  parts.forEach((part, place) => {
    const one = new SpeechSynthesisUtterance(part);
    one.voice = voice;
    one.lang = voice.lang;
    one.rate = 0.95;
    if (place === parts.length - 1) one.onend = () => { if (reading === button) hush(); };
    voices.speak(one);
  });
}

function aloudButton(element) {
  const button = make("button", "aloud");
  button.type = "button";
  button.append(icon("M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"));
  button.setAttribute("aria-label", words.read);
  button.onclick = () => readAloud(element);
  return button;
}

if (voices) {
  chooseVoice();
  voices.addEventListener("voiceschanged", chooseVoice);
  window.addEventListener("pagehide", hush);
  beforeLeaving.push(hush);
}
