// Some comforts; every page works without them.
"use strict";
(() => {
  let asked = 0;

  // Puts the part of the page that changes, as the server now writes it, in place.
  async function show(address) {
    const mine = ++asked;
    const busy = (is) => {
      const part = document.getElementById("live");
      if (part && mine === asked) part.toggleAttribute("data-busy", is);
    };
    const slow = setTimeout(busy, 150, true);
    let answer;
    try {
      answer = await fetch(address, { headers: { accept: "text/html" } });
    } catch {
      return; // the collector is away; what is shown stays
    } finally {
      clearTimeout(slow);
      busy(false);
    }
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return;
    const old = document.getElementById("live");
    const fresh = next.getElementById("live");
    if (!old || !fresh) return;
    const scrolled = [...old.querySelectorAll(".scroll")].map((part) => part.scrollLeft);
    old.replaceChildren(...fresh.childNodes);
    old.querySelectorAll(".scroll").forEach((part, n) => (part.scrollLeft = scrolled[n] || 0));
    const stamp = next.querySelector(".bottom");
    if (stamp) document.querySelector(".bottom").replaceChildren(...stamp.childNodes);
  }

  // A slider and the number beside it say the same.
  for (const slider of document.querySelectorAll("input[data-slides]")) {
    const number = document.getElementById(slider.dataset.slides);
    slider.hidden = false;
    slider.addEventListener("input", () => (number.value = slider.value));
    number.addEventListener("input", () => (slider.value = number.value));
  }

  // The filter answers while one types.
  const form = document.querySelector("form[data-filter]");
  if (form) {
    form.querySelector("button").hidden = true;
    let waiting;
    const filter = () => {
      const wishes = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (value) wishes.set(name, value);
      const query = wishes.toString();
      const address = form.getAttribute("action") + (query ? "?" + query : "");
      history.replaceState(null, "", address);
      show(address);
    };
    form.addEventListener("input", (event) => {
      clearTimeout(waiting);
      const goesOn = ["search", "number", "range"].includes(event.target.type);
      waiting = setTimeout(filter, goesOn ? 250 : 0);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      filter();
    });
  }

  // A port that is pointed at or has the focus tells its row below the picture.
  function tell(port) {
    const row = document.getElementById(port.dataset.row);
    const card = document.getElementById("port-card");
    if (!row || !card) return;
    const list = document.createElement("dl");
    for (const cell of row.cells) {
      if (cell.textContent.trim() === "–") continue;
      const name = document.createElement("dt");
      const value = document.createElement("dd");
      name.textContent = cell.dataset.label || "";
      value.append(...[...cell.cloneNode(true).childNodes]);
      const both = document.createElement("div");
      if (name.textContent) both.append(name);
      both.append(value);
      list.append(both);
    }
    card.replaceChildren(list);
    card.hidden = false;
  }
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const port = event.target.closest && event.target.closest("a[data-row]");
      if (port) tell(port);
    });
  }

  // The morning's page is still right at noon.
  const live = document.querySelector("[data-refresh]");
  if (live) {
    setInterval(() => {
      if (document.hidden || live.contains(document.activeElement)) return;
      if (!getSelection().isCollapsed) return;
      show(location.href);
    }, 1000 * Number(live.dataset.refresh));
  }
})();
