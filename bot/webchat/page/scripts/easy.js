// A result in easy words: read aloud as a whole or a card at a time, and off the screen by itself
// where nobody touches it.
const cards = Array.from(document.querySelectorAll(".easy-card"));
const whole = at("aloud");

function offerVoice() {
  whole.hidden = !voice;
  at("no-voice").hidden = Boolean(voice);
}

for (const card of cards) {
  card.prepend(aloudButton(card));
  const button = card.querySelector(".aloud");
  button.dataset.read = words.read_card;
  button.setAttribute("aria-label", words.read_card);
}

whole.dataset.says = "words";
whole.onclick = () => speak(whole, cards.flatMap(spokenParts));

// Voices may come a little after the page; only then is it said that there is none.
if (voices) voices.addEventListener("voiceschanged", offerVoice);
if (voice) offerVoice(); else setTimeout(offerVoice, 1500);

const patience = Number(body.dataset.idle) * 1000;
let resting = 0;

function stirred() {
  clearTimeout(resting);
  if (!patience) return;
  resting = setTimeout(() => {
    if (voices && voices.speaking) return stirred();
    body.textContent = "";
    location.replace(body.dataset.idleTo);
  }, patience);
}

for (const kind of ["pointerdown", "keydown", "wheel", "touchmove", "scroll"]) {
  document.addEventListener(kind, stirred, { capture: true, passive: true });
}
stirred();
