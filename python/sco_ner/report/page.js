
"use strict";
// Shows one label, or the names that hold what is typed. It reads attributes and hides elements; it makes none.
(() => {
  const buttons = [...document.querySelectorAll("button[data-show]")];
  const shown = [...document.querySelectorAll("[data-label]")];
  const search = document.querySelector("input[type=search]");
  let label = "";
  const apply = () => {
    const wanted = search.value.trim().toLowerCase();
    for (const element of shown) {
      const otherLabel = label !== "" && element.dataset.label !== label;
      const otherName = wanted !== "" && element.dataset.name !== undefined && !element.dataset.name.includes(wanted);
      element.hidden = otherLabel || otherName;
    }
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.show === label));
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      label = button.dataset.show;
      apply();
    });
  }
  search.addEventListener("input", apply);
})();
