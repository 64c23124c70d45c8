// Only adds filtering and opens the evidence a link points to; the page reads the same without it.
(function () {
  "use strict";
  var form = document.getElementById("filter");
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    var box = target.closest("details");
    if (box && !box.open) { box.open = true; target.scrollIntoView(); }
  }
  addEventListener("hashchange", reveal);
  reveal();
  if (!form) return;
  var cells = Array.from(document.querySelectorAll("#evidence details"));
  var frames = Array.from(document.querySelectorAll("#evidence .frame"));
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function apply() {
    var outlet = form.outlet.value, frame = form.frame.value, voice = form.voice.value, lines = 0;
    each(cells, function (cell) {
      var place = cell.querySelector("p").id.slice(1).split("-"), kept = 0;
      var off = (frame && place[0] !== frame) || (outlet && place[1] !== outlet);
      each(cell.querySelectorAll("ul"), function (list) {
        var here = 0;
        each(list.children, function (line) {
          line.hidden = !!voice && !line.querySelector(voice === "o" ? "mark:not([class]),.o" : "." + voice);
          if (!line.hidden) here += 1;
        });
        list.hidden = list.previousElementSibling.hidden = !here;
        kept += here;
      });
      cell.hidden = !!off || !kept;
      if (!cell.hidden) lines += kept;
    });
    each(frames, function (box) { box.hidden = !box.querySelector("details:not([hidden])"); });
    form.querySelector("output").textContent = outlet || frame || voice ? lines + (lines === 1 ? " sentence" : " sentences") : "";
  }
  function open(state) {
    return function () { each(cells, function (cell) { if (!cell.hidden) cell.open = state; }); };
  }
  form.addEventListener("change", apply);
  form.elements.open.addEventListener("click", open(true));
  form.elements.close.addEventListener("click", open(false));
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  if (form.outlet.value || form.frame.value || form.voice.value) apply();
})();
