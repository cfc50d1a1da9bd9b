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

// A photo goes out small and drawn anew: what else a phone writes into it stays here.
async function drawnSmall(file) {
  if (!file.type.startsWith("image/")) return file;
  const seen = await createImageBitmap(file), by = Math.min(1, 1200 / Math.max(seen.width, seen.height));
  const page = document.createElement("canvas");
  page.width = seen.width * by;
  page.height = seen.height * by;
  page.getContext("2d").drawImage(seen, 0, 0, page.width, page.height);
  const blob = await new Promise((done) => page.toBlob(done, "image/jpeg", 0.85));
  return new File([blob], "photo.jpg");
}

if (at("attach")) {
  at("attach").onclick = () => at("file").click();
  at("file").onchange = async () => {
    const chosen = at("file").files[0];
    const file = chosen && await drawnSmall(chosen).catch(() => toast(words.file_not));
    if (file && file.size > 1000000) toast(words.file_large);
    else if (file) sendFile(file);
    at("file").value = "";
  };
}
