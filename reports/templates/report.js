// Only adds the filter of the evidence; links to a frame's or an outlet's sentences work without it.
(() => {
  "use strict";
  const form = document.getElementById("filter");
  if (!form) return;
  const main = document.getElementById("main"), field = form.elements, voices = ["q", "f", "r"];
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));
  const arts = all(main, ".art"), rows = all(main, ".ev tr[id]"), boxes = all(main, ".ev .frame");
  let mine = false;
  const chosen = (box, frame, voice) => all(box, "mark").filter(mark => {
    const names = mark.classList, kind = voices.find(name => names.contains(name)) || "o";
    return (!frame || names.contains("f" + frame)) && (!voice || kind === voice);
  });
  const apply = () => {
    const outlet = field.outlet.value, frame = field.frame.value, voice = field.voice.value;
    const line = field.line.checked, some = frame || voice || line, lined = [];
    let found = 0;
    rows.forEach(row => {
      row.hidden = (outlet && !row.id.endsWith("-" + outlet)) || (frame && !row.id.startsWith("e" + frame + "-"));
    });
    boxes.forEach(box => { box.hidden = !box.querySelector("tr[id]:not([hidden])"); });
    main.classList.toggle("kwic", line);
    arts.forEach(art => {
      art.hidden = (outlet && !art.classList.contains("o" + outlet)) || (some && !chosen(art, frame, voice).length);
      if (!art.hidden) all(art, ":scope>p:not(.m)").forEach(text => {
        const parts = all(text, ":scope>span:not(.x)"), note = text.nextElementSibling;
        let kept = 0;
        (parts.length ? parts : [text]).forEach(part => {
          const marks = chosen(part, frame, voice), keep = !some || marks.length > 0;
          if (part !== text) part.hidden = !keep;
          part.style.textIndent = "";
          kept += keep;
          found += marks.length > 0;
          if (line && keep) lined.push([part, marks[0]]);
        });
        text.classList.toggle("off", !kept);
        if (!note || note.className !== "m") return;
        note.hidden = !kept;
        all(note, "i").forEach(each => { each.hidden = frame && !each.classList.contains("f" + frame); });
      });
    });
    lined.map(([part, mark]) => {
      const edge = part.getBoundingClientRect(), inset = parseFloat(getComputedStyle(part).paddingLeft);
      return (edge.width - inset) * 0.45 - (mark.getBoundingClientRect().left - edge.left - inset);
    }).forEach((indent, i) => { lined[i][0].style.textIndent = indent + "px"; });
    form.querySelector("output").textContent = outlet || frame || voice ? found + (found === 1 ? " sentence" : " sentences") : "";
  };
  const follow = () => {
    if (mine) { mine = false; return; }
    const place = /^#(?:e(\d+)-(\d+)|f(\d+))$/.exec(location.hash) || [];
    const target = document.getElementById(location.hash.slice(1));
    field.frame.value = place[1] || place[3] || "";
    field.outlet.value = place[2] || "";
    field.voice.value = "";
    apply();
    if (target) target.scrollIntoView();
  };
  boxes.forEach(box => {
    const link = box.querySelector("a");
    field.frame.add(new Option(link.textContent, link.id.slice(1)));
  });
  Array.from(new Map(rows.map(row => [row.id.split("-")[1], row.cells[0].textContent])))
    .sort((a, b) => a[0] - b[0]).forEach(([number, name]) => field.outlet.add(new Option(name, number)));
  form.addEventListener("change", () => {
    // A link's target would go on hiding what the filter now asks for.
    if (/^#[ef]\d/.test(location.hash)) { mine = true; location.hash = "evidence"; }
    apply();
  });
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("hashchange", follow);
  form.reset();
  form.hidden = false;
  if (location.hash) follow();
})();
