// The original scrolls to the marked place; without this the page works as well, one scrolls there oneself.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const pane = document.getElementById("original");
  const hit = pane && pane.querySelector(".marks rect, .hit, mark");
  if (!hit) return;
  const show = () => {
    const box = hit.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    const above = Math.max(24, (frame.height - box.height) / 3);
    pane.scrollTop += box.top - frame.top - above;
    pane.scrollLeft += Math.min(0, box.left - frame.left - 16);
  };
  show();
  window.addEventListener("load", show, { once: true });
});
