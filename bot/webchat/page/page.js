// The chat page. What is typed lives in this page's memory until it is saved, and nowhere else:
// nothing here touches storage, history or a service worker.
"use strict";
(() => {
  const body = document.body;
  const words = JSON.parse(body.dataset.words || "{}");
  const at = (id) => document.getElementById(id);

  function make(tag, kind, text) {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  }

  async function post(where, what, patience) {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), patience);
    try {
      return await fetch(where, {
        method: "POST", body: JSON.stringify(what), signal: cut.signal, cache: "no-store",
        credentials: "same-origin", headers: { "Content-Type": "application/json" },
      });
    } finally {
      clearTimeout(timer);
    }
  }

  const pages = { chat, join, ticket };
  if (pages[body.dataset.page]) pages[body.dataset.page]();

  // ---- ways in -----------------------------------------------------------------------------

  async function enter(where, code) {
    try {
      const answer = await post(where, { code }, 20000);
      const said = await answer.json();
      if (answer.ok) {
        location.replace(said.to + (where === "/join" ? "#new" : ""));
        return "";
      }
      return said.why === "slow" ? "slow" : answer.status >= 500 ? "lost" : "closed";
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
    const words_in = JSON.parse(body.dataset.join);
    // A slip's square carries its code in the fragment: fill it in, and out of sight with it.
    at("code").value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
    at("code").focus();
    at("enter").addEventListener("submit", async (event) => {
      event.preventDefault();
      const code = at("code").value;
      const why = code.trim() ? await enter("/ticket", code) : "empty";
      if (!why) return;
      const said = words[why] ? words : words_in;
      at("told").textContent = [said[why], said[why + "_way"]].filter(Boolean).join(" ");
      at("code").focus();
    });
  }

  // ---- the chat ----------------------------------------------------------------------------

  function chat() {
    const log = at("log"), scroll = at("scroll"), box = at("box"), wire = at("wire");
    const here = location.pathname;
    const life = Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
    const shown = new Map(); // message id → its element
    const taps = new Map(); // client id → the pressed button
    const queue = []; // what is not saved yet, oldest first
    let anchor = null, acted = 0; // the first thing shown after what the person did last
    let gone = false;
    let fresh = location.hash === "#new"; // the bot greets somebody new by itself
    if (fresh) history.replaceState(null, "", here);

    const begin = () => send({ kind: "text", text: "/start" });
    const draw = () => {
      const two = crypto.getRandomValues(new Uint32Array(2));
      return (two[0] % 0x100000) * 0x100000000 + two[1] || 1;
    };

    // ---- showing

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

    // "3 of 7 · about 2 min" on a line of its own is drawn as a thin bar as well.
    function say(element, text) {
      if (element.said === text) return; // a tick alone is not read out again
      element.said = text;
      for (const old of element.querySelectorAll(".where, .way, p")) old.remove();
      const parts = [];
      let rest = text;
      const head = /^(\d{1,3}) \D{1,12} (\d{1,3}) · [^\n]{1,40}$/m.exec(text);
      if (head) {
        const before = text.slice(0, head.index).trim();
        if (before) parts.push(make("p", "before", before));
        const where = make("span", "where", head[0]);
        const way = make("progress", "way");
        way.max = Number(head[2]);
        way.value = Number(head[1]);
        way.setAttribute("aria-hidden", "true");
        parts.push(where, way);
        rest = text.slice(head.index + head[0].length).trimStart();
      }
      const lines = rest.split("\n");
      if (head && lines.length) parts.push(make("p", "asked", lines.shift()));
      let block = [];
      const flush = () => {
        const whole = block.join("\n").trim();
        if (whole) parts.push(make("p", "", whole));
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
      element.querySelector(".unseen").after(...parts);
    }

    const FIRST = /^(ok|go|send|d|tearyes|eraseyes)(:|$)/;
    const QUIET = /^(b|s|r|e|l|no|help|later|tidy|home|tear)(:|$)/;

    function dress(button, given, quiet, alone) {
      const press = given.callback_data || "";
      const ticked = /^[☑☐] /.exec(given.text);
      const marked = ticked ? given.text[0] === "☑" : given.text.startsWith("✓ ");
      const label = ticked || marked ? given.text.slice(2) : given.text;
      button.textContent = "";
      if (ticked) button.append(make("span", "box"));
      else if (marked) button.append(make("span", "", "✓"));
      button.append(make("span", "", label));
      if (ticked || marked) button.setAttribute("aria-pressed", String(marked));
      else button.removeAttribute("aria-pressed");
      button.className = "choice" + (quiet ? " quiet" : alone && FIRST.test(press) ? " first" : "")
        + (/^tear(yes)?(:|$)/.test(press) ? " tear" : "")
        + (/^\p{Extended_Pictographic}\uFE0F?$/u.test(label) ? " face" : "");
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
      rows.forEach((given, r) => {
        const row = choices.children[r] || choices.appendChild(make("div"));
        const quiet = given.every((one) => QUIET.test(one.callback_data || ""));
        const short = given.length > 2 && given.every((one) => one.text.length < 4);
        row.className = "row" + (quiet ? " aside" : given.length === 1 ? " one" : short ? " even" : "");
        given.forEach((one, c) => {
          const kind = one.url ? "A" : "BUTTON";
          let button = row.children[c];
          if (!button || button.tagName !== kind) {
            const fresh = make(kind.toLowerCase());
            if (button) button.replaceWith(fresh); else row.append(fresh);
            button = fresh;
          }
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
      });
      while (choices.children.length > rows.length) choices.lastChild.remove();
      if (focused && !choices.contains(document.activeElement)) element.focus({ preventScroll: true });
    }

    function bot(said) {
      const element = make("div", "said new");
      element.tabIndex = -1;
      element.dataset.message = said.message;
      element.append(make("span", "unseen", words.earshot_says));
      say(element, said.text);
      if (said.file) {
        const save = make("a", "choice first", words.file + ": " + said.file.name);
        save.href = said.file.at;
        save.setAttribute("download", "");
        const row = make("div", "file row one");
        row.append(save);
        element.append(row);
      }
      if (said.rows.length) {
        for (const old of log.querySelectorAll(".said .choices")) old.parentElement.classList.add("older");
      }
      offer(element, said.rows);
      shown.set(said.message, element);
      add(element);
    }

    function toast(text) {
      at("toast").textContent = text;
      clearTimeout(toast.timer);
      toast.timer = setTimeout(() => { at("toast").textContent = ""; }, 5000);
    }

    function open(dialog) {
      if (dialog.open) return;
      if (dialog.showModal) dialog.showModal(); else dialog.setAttribute("open", "");
    }

    for (const close of document.querySelectorAll("[data-close]")) {
      const dialog = close.closest("dialog");
      close.onclick = () => dialog.close ? dialog.close() : dialog.removeAttribute("open");
      dialog.addEventListener("close", () => {
        if (dialog.id !== "popup") return;
        at("popup-words").textContent = "";
        box.focus({ preventScroll: true });
      });
    }

    const doing = {
      hello(one) {
        mend();
        seen = one.last;
        if (one.start && fresh) setTimeout(() => { if (!shown.size) begin(); }, 800);
        else if (one.start) begin();
        else drain();
        fresh = false;
      },
      beat() {},
      say: bot,
      rewrite(one) {
        const element = shown.get(one.message);
        if (!element) return;
        say(element, one.text);
        offer(element, one.rows);
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
        rest(taps.get(Number(one.tap)));
        taps.delete(Number(one.tap));
        if (!one.text) return;
        if (!one.alert) return toast(one.text);
        at("popup-words").textContent = one.text;
        open(at("popup"));
      },
      signed_out: leave,
    };

    // ---- sending: one thing at a time, in order, until each is saved

    function mine(text) {
      const element = make("div", "mine new");
      element.append(make("span", "unseen", words.you_wrote), make("p", "", text));
      const state = make("span", "state", words.sending);
      element.append(state);
      act(element);
      add(element);
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
      queue.push({ what: Object.assign({ client: draw() }, what), element });
      drain();
      return queue[queue.length - 1].what.client;
    }

    let sending = false, failures = 0, retry = 0;

    async function drain() {
      if (sending || gone) return;
      sending = true;
      clearTimeout(retry);
      while (queue.length && !gone) {
        if (!(await offerUp(queue[0]))) break;
        queue.shift();
        failures = 0;
      }
      sending = false;
      if (!queue.length || gone) return;
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
        answer = await post(here + "updates", one.what, 20000);
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
      if (answer.status === 401 || answer.status >= 500 || answer.status === 429) return false;
      if (one.element) {
        one.element.remove();
        box.value = box.value ? one.what.text + "\n" + box.value : one.what.text;
        grow();
      }
      rest(taps.get(one.what.client));
      toast(words[said.why] || words.not_taken);
      return true;
    }

    function press(button, message, data) {
      if (button.getAttribute("aria-busy")) return;
      button.setAttribute("aria-busy", "true");
      act(null);
      const client = send({ kind: "tap", message, press: data });
      taps.set(client, button);
      setTimeout(() => rest(button), 8000);
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

    function rest(button) {
      if (button) button.removeAttribute("aria-busy");
    }

    // ---- hearing: one line, opened again whenever it is lost

    let line = null, seen = 0, lost = 0, reopen = 0, quiet = 0, hush = 0;

    function listen() {
      clearTimeout(reopen);
      if (gone || line) return;
      line = new EventSource(here + "events?life=" + life + "&after=" + seen);
      line.onmessage = (event) => {
        watch();
        const one = JSON.parse(event.data);
        if (one.number && one.number <= seen) return;
        seen = one.number || seen;
        doing[one.does](one);
      };
      line.onerror = cut;
      watch();
    }

    // A dead line says nothing: after three missed beats it is taken for lost.
    function watch() {
      clearTimeout(quiet);
      quiet = setTimeout(cut, 40000);
    }

    function hang() {
      clearTimeout(quiet);
      if (line) line.close();
      line = null;
    }

    async function cut() {
      hang();
      if (gone) return;
      lost += 1;
      if (lost > 1) tell(words.offline);
      clearTimeout(reopen);
      reopen = setTimeout(listen, Math.min(10000, 400 * 2 ** lost));
      try {
        if ((await fetch(here + "here", { cache: "no-store" })).status === 401) leave();
      } catch (fault) { /* still no connection */ }
    }

    function mend() {
      if (!wire.hidden) {
        tell(words.back, true);
        setTimeout(() => { if (!lost) wire.hidden = true; }, 2500);
      }
      lost = 0;
      failures = 0;
    }

    function tell(text, good) {
      wire.classList.toggle("good", Boolean(good));
      wire.hidden = false;
      if (wire.textContent !== text) wire.textContent = text;
    }

    // A page out of sight soon gives its line back: a browser has only six for all our pages.
    document.addEventListener("visibilitychange", () => {
      clearTimeout(hush);
      if (document.hidden) hush = setTimeout(hang, 20000);
      else listen();
    });
    window.addEventListener("online", () => { lost = 0; hang(); listen(); drain(); });
    window.addEventListener("offline", () => tell(words.offline));
    window.addEventListener("beforeunload", (event) => {
      if (queue.some((one) => one.element) && !gone) event.preventDefault();
    });

    // ---- the box and the buttons at the top

    function grow() {
      box.style.height = "auto";
      box.style.height = Math.min(box.scrollHeight + 3, innerHeight * 0.4) + "px";
    }

    function said() {
      const text = box.value;
      if (!text.trim()) return box.focus();
      box.value = "";
      grow();
      send({ kind: "text", text }, mine(text));
      box.focus();
    }

    box.addEventListener("input", grow);
    box.addEventListener("keydown", (event) => {
      const finger = matchMedia("(pointer: coarse)").matches;
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || finger) return;
      event.preventDefault();
      said();
    });
    at("say").addEventListener("submit", (event) => {
      event.preventDefault();
      said();
    });

    function wipe() {
      log.textContent = "";
      shown.clear();
      taps.clear();
      act(null);
    }

    at("help").onclick = () => open(at("card"));
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
      begin();
      box.focus();
    };
    at("privacy").onclick = () => send({ kind: "text", text: "/privacy" });
    if (at("finish")) {
      at("finish").onclick = async () => {
        try {
          const answer = await post(here + "finish", {}, 20000);
          if (!answer.ok) throw answer;
          const to = (await answer.json()).to;
          empty();
          location.replace(to);
        } catch (fault) {
          toast(words.offline);
        }
      };
    }

    function empty() {
      gone = true;
      hang();
      queue.length = 0;
      box.value = "";
      wipe();
    }

    at("exit").onclick = () => {
      empty();
      document.title = "";
      body.textContent = "";
      location.replace("about:blank");
    };

    function leave() {
      if (gone) return;
      empty();
      wire.hidden = true;
      const told = make("div", "said");
      told.append(make("p", "", words.signed_out));
      const way = make("a", "choice first", words.signed_out_way);
      way.href = "/";
      const row = make("div", "choices row");
      row.append(way);
      told.append(row);
      log.append(told);
      at("say").hidden = true;
    }

    grow();
    listen();
  }
})();
