// "How it looks": for as long as this page is open, in this page alone. Nothing is stored.
function look(name, value) {
  if (value) root.dataset[name] = value; else delete root.dataset[name];
}

at("looks-sheet").addEventListener("change", (event) => {
  const one = event.target;
  if (one.name === "aloud") return;
  look(one.name, one.type === "checkbox" ? (one.checked ? one.value : "") : one.value);
  grow();
});
at("looks").onclick = () => open(at("looks-sheet"));
