// Sending: one thing at a time, in order, until each is saved.
const queue = []; // what is not saved yet, oldest first
let sending = false, failures = 0, retry = 0;

function drawn() {
  const two = crypto.getRandomValues(new Uint32Array(2));
  return (two[0] % 0x100000) * 0x100000000 + two[1] || 1;
}

// ``apart``: it is no answer to the question that is open.
function mine(text, apart) {
  const element = make("div", "mine new");
  element.append(make("span", "unseen", words.you_wrote), make("p", "", text));
  element.append(make("span", "state", words.sending));
  act(element);
  add(element);
  if (apart || text.startsWith("/")) return element;
  if (!asked || !asked.isConnected || asked.dataset.answered) return element;
  if (asked.dataset.within) asked.after(element);
  asked.reply = element;
  return element;
}

function mark(element, key) {
  if (!element) return;
  element.classList.toggle("waiting", key === "not_yet");
  const state = element.querySelector(".state");
  if (state.textContent !== words[key]) state.textContent = words[key];
}

function send(what, element) {
  at("toast").textContent = "";
  queue.push({ what: Object.assign({ client: drawn() }, what), element });
  drain();
  return queue[queue.length - 1].what.client;
}

async function drain() {
  if (sending || gone || held) return;
  sending = true;
  clearTimeout(retry);
  while (queue.length && !gone && !held) {
    if (!(await offerUp(queue[0]))) break;
    queue.shift();
    failures = 0;
  }
  sending = false;
  if (!queue.length || gone || held) return;
  failures += 1;
  for (const one of queue) {
    mark(one.element, "not_yet");
    if (one.what.kind === "tap") toast(words.not_yet);
  }
  retry = setTimeout(drain, Math.min(15000, 500 * 2 ** failures));
}

// True when it is dealt with; false when it must be sent again.
async function offerUp(one) {
  let answer, said;
  try {
    answer = await post(here + "updates?life=" + life, one.what);
    said = await answer.json();
  } catch (fault) {
    return false;
  }
  if (answer.ok && said.saved) {
    mark(one.element, "sent");
    if (one.element && said.message) shown.set(said.message, one.element);
    return true;
  }
  if (answer.status === 401) leave();
  if (answer.status === 423) askPictures();
  if ([401, 423, 429].includes(answer.status) || answer.status >= 500) return false;
  if (one.element) {
    one.element.remove();
    box.value = box.value ? one.what.text + "\n" + box.value : one.what.text;
    grow();
  }
  ready(taps.get(one.what.client));
  toast(words[said.why] || words.not_taken);
  return true;
}
