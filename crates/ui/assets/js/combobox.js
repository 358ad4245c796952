// Suggestions while typing, after the ARIA combobox pattern: list below, arrows
// to move, Enter to take, Escape to close. What is typed stays valid by itself.

// A part of the page that the server drew again is asked to suggest again.
const start = (part) => part.querySelectorAll("[data-suggest]").forEach(suggest);
start(document);
addEventListener("fresh", ({ target }) => start(target));

function suggest(box) {
  const input = box.querySelector("input:not([type=hidden])");
  const chosen = box.querySelector("input[type=hidden]");
  const list = document.createElement("ul");
  const status = document.createElement("div");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  status.className = "hidden";
  status.setAttribute("role", "status");
  list.dataset.own = status.dataset.own = "";
  box.append(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false", autocomplete: "off" }))
    input.setAttribute(name, value);

  let active = -1;
  let timer;
  let request;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const take = (option) => {
    input.value = option.textContent;
    chosen.value = option.dataset.value;
    for (const [part, value] of Object.entries(option.fill ?? {})) {
      const field = input.form.elements[`${box.dataset.fills}.${part}`];
      if (field) field.value = value;
    }
    close();
    status.textContent = "";
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const move = (step) => {
    const options = list.children;
    if (!options.length) return;
    options[active]?.removeAttribute("aria-selected");
    active = (active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  };

  const show = (found) => {
    list.replaceChildren(...found.map(({ value, label, fill }, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.dataset.value = value;
      option.fill = fill;
      option.textContent = label;
      option.setAttribute("role", "option");
      return option;
    }));
    active = -1;
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    const s = found.length > 1 ? "s" : "";
    status.textContent = found.length ? `${found.length} suggestion${s}. Flèches haut et bas pour choisir.` : "Aucune suggestion.";
  };

  const ask = async () => {
    request?.abort();
    if (input.value.trim().length < 3) return close();
    request = new AbortController();
    const href = new URL(box.dataset.suggest, location.href);
    href.searchParams.set("q", input.value);
    try {
      const answer = await fetch(href, { signal: request.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      // Offline or overtaken: typing goes on.
    }
  };

  input.addEventListener("input", () => {
    // a point shown on the map goes with any words
    if (chosen.value !== "@carte") chosen.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "ArrowDown" && !list.hidden) move(1);
    else if (event.key === "ArrowUp" && !list.hidden) move(-1);
    else if (event.key === "Enter" && active >= 0) take(list.children[active]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) take(option);
  });
  input.addEventListener("blur", close);
}
