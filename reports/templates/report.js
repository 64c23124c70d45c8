// Only adds the filter of the evidence; links to a frame's or an outlet's sentences work without it.
(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form) return;
  var main = document.getElementById("main"), field = form.elements, mine = false;
  function all(root, selector) { return Array.from(root.querySelectorAll(selector)); }
  var arts = all(main, ".art"), rows = all(main, ".ev tr[id]"), boxes = all(main, ".frame");
  function chosen(box, frame, voice) {
    return all(box, "mark").filter(function (mark) {
      var names = mark.classList, kind = ["q", "f", "r"].filter(function (name) { return names.contains(name); })[0] || "o";
      return (!frame || names.contains("f" + frame)) && (!voice || kind === voice);
    });
  }
  function apply() {
    var outlet = field.outlet.value, frame = field.frame.value, voice = field.voice.value, lined = [], found = 0;
    var some = frame || voice || field.line.checked;
    rows.forEach(function (row) {
      row.hidden = (outlet && !row.id.endsWith("-" + outlet)) || (frame && row.id.indexOf("e" + frame + "-") !== 0);
    });
    boxes.forEach(function (box) { box.hidden = !box.querySelector("tr[id]:not([hidden])"); });
    main.classList.toggle("kwic", field.line.checked);
    arts.forEach(function (art) {
      art.hidden = (outlet && !art.classList.contains("o" + outlet)) || (some && !chosen(art, frame, voice).length);
      if (art.hidden) return;
      Array.from(art.children).forEach(function (text) {
        if (text.tagName !== "P" || text.className === "m") return;
        var parts = all(text, ":scope>span:not(.x)"), kept = 0, note = text.nextElementSibling;
        (parts.length ? parts : [text]).forEach(function (part) {
          var marks = chosen(part, frame, voice), keep = !some || marks.length > 0;
          if (part !== text) part.hidden = !keep;
          part.style.textIndent = "";
          kept += keep;
          found += marks.length > 0;
          if (field.line.checked && keep) lined.push([part, marks[0]]);
        });
        text.classList.toggle("off", !kept);
        if (!note || note.className !== "m") return;
        note.hidden = !kept;
        all(note, "i").forEach(function (each) { each.hidden = frame && !each.classList.contains("f" + frame); });
      });
    });
    lined.map(function (pair) {
      var edge = pair[0].getBoundingClientRect(), inset = parseFloat(getComputedStyle(pair[0]).paddingLeft);
      return (edge.width - inset) * 0.45 - (pair[1].getBoundingClientRect().left - edge.left - inset);
    }).forEach(function (indent, i) { lined[i][0].style.textIndent = indent + "px"; });
    form.querySelector("output").textContent = outlet || frame || voice ? found + (found === 1 ? " sentence" : " sentences") : "";
  }
  function follow() {
    if (mine) { mine = false; return; }
    var place = /^#(?:e(\d+)-(\d+)|f(\d+))$/.exec(location.hash) || [], target = document.getElementById(location.hash.slice(1));
    field.frame.value = place[1] || place[3] || "";
    field.outlet.value = place[2] || "";
    field.voice.value = "";
    apply();
    if (target) target.scrollIntoView();
  }
  form.addEventListener("change", function () {
    // A link's target would go on hiding what the filter now asks for.
    if (/^#[ef]\d/.test(location.hash)) { mine = true; location.hash = "evidence"; }
    apply();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  addEventListener("hashchange", follow);
  form.reset();
  form.hidden = false;
  if (location.hash) follow();
})();
