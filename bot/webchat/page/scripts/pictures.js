// What is drawn: the wheel, the faces of who wrote a round, and the nine pictures of the lock.

// A wheel: one slice for each area, as long as its score.
function drawWheel(wheel) {
  const middle = 110, rim = 104, count = wheel.spokes.length;
  const point = (turn, far) => {
    const angle = (turn - 0.25) * 2 * Math.PI;
    return (middle + far * Math.cos(angle)).toFixed(1) + " " + (middle + far * Math.sin(angle)).toFixed(1);
  };
  const slice = (place, far, kind) => {
    if (count === 1) return draw("circle", { cx: middle, cy: middle, r: far, class: kind });
    const from = place / count, to = (place + 1) / count;
    return draw("path", { class: kind, d: "M" + middle + " " + middle + "L" + point(from, far) + "A" + far + " "
      + far + " 0 " + (count === 2 ? 1 : 0) + " 1 " + point(to, far) + "Z" });
  };
  const whole = draw("svg", { viewBox: "0 0 220 220", role: "img", "aria-label": wheel.alt });
  wheel.spokes.forEach((spoke, place) => whole.append(slice(place, rim, "empty")));
  wheel.spokes.forEach(([, score], place) => {
    if (score) whole.append(slice(place, rim * score / wheel.points, "slice s" + place % 8));
  });
  for (let ring = 1; ring < wheel.points; ring += 1) {
    whole.append(draw("circle", { cx: middle, cy: middle, r: rim * ring / wheel.points, class: "ring" }));
  }
  wheel.spokes.forEach((spoke, place) => {
    const [x, y] = point((place + 0.5) / count, count === 1 ? 0 : rim * 0.8).split(" ");
    whole.append(draw("circle", { cx: x, cy: y, r: 12, class: "tag" }),
      draw("text", { x, y, dy: 5, "text-anchor": "middle" }, String(place + 1)));
  });
  const key = make("ol");
  key.setAttribute("aria-hidden", "true");
  wheel.spokes.forEach(([label, score], place) => {
    const line = make("li", "", label);
    line.prepend(make("span", "dot s" + place % 8, String(place + 1)));
    if (score) line.append(make("b", "", score + "/" + wheel.points));
    key.append(line);
  });
  const figure = make("figure", "wheel");
  figure.append(whole, key);
  return figure;
}

// The first screen names who wrote the questions. Their first letters stand beside their names;
// nothing about them is known here but what that sentence says.
function faces(text) {
  const shape = words.makers.replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace("{makers}", "(.{1,120}?)").replace("{organisation}", "(.{1,120})");
  const found = new RegExp("^" + shape + "$", "m").exec(text);
  if (!found || found[1] === found[2]) return null;
  const row = make("ul", "faces");
  const used = new Set();
  row.setAttribute("aria-hidden", "true");
  for (const name of found[1].split(/, | and /).slice(0, 4)) {
    const letter = Array.from(name.trim())[0] || "?";
    let colour = Array.from(name).reduce((sum, one) => sum + one.codePointAt(0), 0) % 6;
    while (used.has(colour)) colour = (colour + 1) % 6;
    used.add(colour);
    const one = make("li");
    one.append(make("span", "face-of c" + colour, letter.toUpperCase()), make("span", "", name));
    row.append(one);
  }
  return row;
}

// The faces of a scale are drawn: old tablets have no such letters, and those that have differ.
const MOODS = {
  "😢": ["M16 34q8-8 16 0", "M33 25q4 5 0 7q-4-2 0-7"], "🙁": ["M16 33q8-6 16 0"], "😐": ["M16 32h16"],
  "🙂": ["M15 29q9 8 18 0"], "😀": ["M14 27h20q-1 10-10 10t-10-10z"],
};

function drawMood(letter) {
  const lines = MOODS[letter].map((path, place) =>
    draw("path", { d: path, class: place ? "tear-drop" : letter === "😀" ? "mouth laughing" : "mouth" }));
  return draw("svg", { viewBox: "0 0 48 48", "aria-hidden": "true", class: "mood" },
    draw("circle", { cx: 24, cy: 24, r: 21, class: "skin" }),
    draw("circle", { cx: 17, cy: 20, r: 2.5, class: "eye" }),
    draw("circle", { cx: 31, cy: 20, r: 2.5, class: "eye" }), ...lines);
}

// Each picture: shapes as [colour, path], the first at the back.
const NINE = {
  star: [["gold", "M24 4l6 13 14 1.5-10.5 9.5 3 14L24 35l-12.5 7 3-14L4 18.5 18 17z"]],
  boat: [["sea", "M5 32h38l-6 10H11z"], ["rose", "M25 5v24h16z"], ["gold", "M22 10v19H9z"]],
  tree: [["bark", "M21 30h6v14h-6z"], ["leaf", "M24 3l9 12h-5l9 10h-6l8 9H9l8-9h-6l9-10h-5z"]],
  cat: [["plum", "M10 6l9 8h10l9-8v20c0 9-6 16-14 16S10 35 10 26z"],
    ["paper", "M17 22a2.5 3 0 1 0 5 0 2.5 3 0 1 0-5 0M26 22a2.5 3 0 1 0 5 0 2.5 3 0 1 0-5 0M21 31h6l-3 3.5z"]],
  key: [["gold", "M15 9a11 11 0 1 0 10 15.5h6v6h6v-6h6v-7H25A11 11 0 0 0 15 9zm0 7a4 4 0 1 1 0 8 4 4 0 0 1 0-8z"]],
  sun: [["gold", "M24 2l4 8h-8zM24 46l-4-8h8zM2 24l8-4v8zM46 24l-8 4v-8zM8.5 8.5l8.5 3-5.5 5.5zM39.5 8.5l-3 8.5-5.5-5.5zM8.5 39.5l3-8.5 5.5 5.5zM39.5 39.5l-8.5-3 5.5-5.5z"],
    ["rose", "M13 24a11 11 0 1 0 22 0 11 11 0 1 0-22 0"]],
  cup: [["sea", "M32 17h5a7 7 0 0 1 0 15h-6v-4h6a3 3 0 0 0 0-7h-5z"], ["sea", "M8 14h26v18a9 9 0 0 1-9 9h-8a9 9 0 0 1-9-9z"],
    ["bark", "M14 4q3 3 0 7M21 4q3 3 0 7M28 4q3 3 0 7"]],
  kite: [["rose", "M27 3l15 15-19 12L12 33z"], ["gold", "M27 3l-4 27L12 33z"], ["line", "M12 33q-8 2-5 7t-3 6"]],
  shell: [["plum", "M24 6c12 0 20 9 20 19L28 42h-8L4 25C4 15 12 6 24 6z"],
    ["crease", "M24 11v27M14 15l7 23M34 15l-7 23M8 24l10 13M40 24L30 37"]],
};

function drawPicture(name) {
  const lines = { line: "line", crease: "crease" };
  const shapes = NINE[name].map(([colour, path]) =>
    draw("path", { d: path, class: lines[colour] || (name === "cup" && colour === "bark" ? "line" : "in-" + colour) }));
  return draw("svg", { viewBox: "0 0 48 48", "aria-hidden": "true", class: "pic" }, ...shapes);
}
