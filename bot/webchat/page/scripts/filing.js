// A survey's file from whoever writes surveys: the button is on no other page.
async function sendFile(file) {
  const element = mine(file.name, true);
  const way = "files?life=" + life + "&client=" + drawn() + "&name=" + encodeURIComponent(file.name);
  let answer = null;
  try {
    answer = await fetch(here + way, {
      method: "POST", body: file, cache: "no-store", credentials: "same-origin",
      headers: { "Content-Type": "application/octet-stream" },
    });
  } catch (fault) { /* no connection: said below */ }
  if (answer && answer.ok) return mark(element, "sent");
  element.remove();
  if (answer && answer.status === 401) return leave();
  if (answer && answer.status === 423) return askPictures();
  toast(answer && answer.status === 413 ? words.file_large : words.file_not);
}

if (at("attach")) {
  at("attach").onclick = () => at("file").click();
  at("file").onchange = () => {
    const file = at("file").files[0];
    if (file && file.size > 1000000) toast(words.file_large);
    else if (file) sendFile(file);
    at("file").value = "";
  };
}
