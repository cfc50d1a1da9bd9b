// The ways in, a personal link and a slip's code, and the door for taking answers back.
async function enter(where, code) {
  try {
    const answer = await post(where, { code });
    const said = await answer.json();
    if (answer.ok) {
      location.replace(said.to + (where === "/join" ? "#new" : ""));
      return "";
    }
    return ["slow", "both"].includes(said.why) ? said.why : answer.status >= 500 ? "lost" : "closed";
  } catch (fault) {
    return "lost";
  }
}

async function join() {
  // The code is in the fragment, which browsers send to nobody. Take it out of sight at once.
  const code = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  const why = code ? await enter("/join", code) : "cut";
  if (!why) return;
  const told = at("told");
  told.textContent = "";
  told.append(make("h1", "", words[why]));
  if (words[why + "_way"]) told.append(make("p", "lead", words[why + "_way"]));
  at("after").hidden = at("numbers").hidden = false;
  if (why !== "lost") return;
  at("again").hidden = false;
  at("again").onclick = () => {
    location.hash = code;
    location.reload();
  };
}

function ticket() {
  const wordsIn = JSON.parse(body.dataset.join);
  // A slip's square carries its code in the fragment: fill it in, and out of sight with it.
  at("code").value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  at("code").focus();
  at("enter").addEventListener("submit", async (event) => {
    event.preventDefault();
    const code = at("code").value;
    const why = code.trim() ? await enter("/ticket", code) : "empty";
    if (!why) return;
    const said = words[why] ? words : wordsIn;
    at("told").textContent = [said[why], said[why + "_way"]].filter(Boolean).join(" ");
    at("code").focus();
  });
}

async function takeBack(words, keep) {
  try {
    const answer = await post("/takeback", { words, keep });
    return answer.ok ? (await answer.json()).why : "page_lost";
  } catch (fault) {
    return "page_lost";
  }
}

function takeback() {
  at("code").focus();
  at("enter").addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = at("code").value;
    const keep = at("enter").elements.how.value === "keep";
    const why = typed.trim() ? await takeBack(typed, keep) : "page_empty";
    // Once they are used the words stay on no screen.
    if (why.startsWith("done")) at("code").value = "";
    at("told").classList.toggle("well", why.startsWith("done"));
    at("told").textContent = words[why];
  });
}

// The form goes by itself where a square brought the code; the code is out of sight at once.
function byCode() {
  const code = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  at("code").value = code;
  if (code) at("enter").requestSubmit(); else at("code").focus();
}

const doors = { join, ticket, takeback, byCode };
if (doors[body.dataset.page]) doors[body.dataset.page]();
