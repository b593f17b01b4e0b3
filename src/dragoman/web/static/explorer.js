// Reading works without this. It lights up the records of the words under the pointer or the focus, pins them on a
// click, and remembers which layers are shown.
"use strict";

(() => {
  const text = document.querySelector(".reading .dg-text");
  if (!text) return;

  const items = (ids) => ids.split(" ").map((id) => document.getElementById(`r-${id}`)).filter(Boolean);
  const words = (id) => text.querySelectorAll(`[data-records~="${CSS.escape(id)}"]`);

  const light = (name, found) => {
    document.querySelectorAll(`.${name}`).forEach((one) => one.classList.remove(name));
    found.forEach((one) => one.classList.add(name));
  };

  const of = (event) => event.target.closest("[data-records]");
  text.addEventListener("pointerover", (event) => {
    const span = of(event);
    light("lit", span ? items(span.dataset.records) : []);
  });
  text.addEventListener("pointerleave", () => light("lit", []));
  text.addEventListener("click", (event) => {
    const span = of(event);
    if (!span || event.target.closest("a")) return;
    const found = items(span.dataset.records);
    light("pinned", found);
    if (found[0]) found[0].scrollIntoView({ block: "nearest" });
  });

  const list = document.querySelector(".reading .dg-records");
  if (list) {
    const marks = (event) => {
      const item = event.target.closest("li[id]");
      light("lit", item ? words(item.id.slice(2)) : []);
    };
    list.addEventListener("pointerover", marks);
    list.addEventListener("focusin", marks);
    list.addEventListener("pointerleave", () => light("lit", []));
  }

  for (const box of document.querySelectorAll(".layers input")) {
    const key = `dragoman ${box.id}`;
    try {
      if (localStorage.getItem(key) === "off") box.checked = false;
      box.addEventListener("change", () => localStorage.setItem(key, box.checked ? "on" : "off"));
    } catch {
      // Nothing is remembered where the browser does not allow it.
    }
  }
})();
