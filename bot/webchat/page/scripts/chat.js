// The box, the buttons at the top, and the beginning.
function grow() {
  box.style.height = "auto";
  box.style.height = Math.min(box.scrollHeight + 3, innerHeight * 0.4) + "px";
}

function written() {
  const text = box.value;
  if (!text.trim()) return box.focus();
  box.value = "";
  grow();
  send({ kind: "text", text }, mine(text));
  box.focus();
}

function readsAll() {
  return Boolean(voice) && at("aloud-all").checked && !veiled;
}

box.addEventListener("input", grow);
box.addEventListener("keydown", (event) => {
  const finger = matchMedia("(pointer: coarse)").matches;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || finger) return;
  event.preventDefault();
  written();
});
at("say").addEventListener("submit", (event) => {
  event.preventDefault();
  written();
});

at("help").onclick = () => open(at("card"));
at("help-more").onclick = () => {
  at("card").close();
  send({ kind: "text", text: "/help" });
};
at("more").addEventListener("focusout", (event) => {
  if (!at("more").contains(event.relatedTarget)) at("more").open = false;
});
at("more").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  at("more").open = false;
  at("more").firstElementChild.focus();
});
at("more").addEventListener("click", (event) => {
  if (event.target.closest(".menu")) at("more").open = false;
});
at("tidy").onclick = () => {
  wipe();
  toast(words.tidied);
  began = 0;
  begin();
  box.focus();
};
at("privacy").onclick = () => send({ kind: "text", text: "/privacy" });
if (at("finish")) {
  at("finish").onclick = async () => { if (!(await finish())) toast(words.offline); };
}

function empty() {
  gone = true;
  hang();
  clearTimeout(idle);
  clearInterval(counting);
  queue.length = 0;
  box.value = "";
  wipe();
}

function leave() {
  if (gone) return;
  empty();
  if (veiled) uncover();
  wire.hidden = at("offer").hidden = true;
  const told = make("div", "said");
  told.append(make("p", "", words.signed_out));
  const front = make("a", "choice first", words.signed_out_way);
  front.href = "/";
  const row = make("div", "choices row");
  row.append(front);
  told.append(row);
  log.append(told);
  at("say").hidden = true;
}

beforeLeaving.push(empty);
grow();
stir();
listen();
