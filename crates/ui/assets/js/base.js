// On every page: focus on errors, characters left, one sending at a time, end of session.

const summary = document.getElementById("erreurs");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    const control = target.matches("fieldset") ? target.querySelector("input, select, textarea") : target;
    event.preventDefault();
    (target.closest(".field") ?? target).scrollIntoView();
    control?.focus({ preventScroll: true });
  });
}

// As the server counts: code points.
const count = (area) => {
  const left = area.dataset.max - [...area.value].length;
  const text = document.getElementById(`${area.id}-count`);
  const amount = Math.abs(left);
  const noun = amount > 1 ? "caractères" : "caractère";
  text.textContent = left < 0 ? `${amount} ${noun} de trop.` : `Il reste ${amount} ${noun}.`;
  text.classList.toggle("over-limit", left < 0);
};
let speaking;
document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("textarea[data-max]")) return;
  count(target);
  // Read aloud only after a pause, or each key would talk.
  const text = document.getElementById(`${target.id}-count`);
  text.removeAttribute("role");
  clearTimeout(speaking);
  speaking = setTimeout(() => text.setAttribute("role", "status"), 1000);
});
document.querySelectorAll("textarea[data-max]").forEach(count);

// A second press within two seconds is a slip. The button stays enabled: its value is sent.
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (Date.now() - (sent.get(form) ?? 0) < 2000) return event.preventDefault();
  sent.set(form, Date.now());
});

const session = document.querySelector("[data-session]");
if (session) {
  setTimeout(() => { session.hidden = false; }, Math.max(0, session.dataset.session - 120) * 1000);
  session.querySelector("[data-dismiss]").addEventListener("click", () => session.remove());
}

// Menus close with Escape and with a press elsewhere.
const menu = document.querySelector("details.account");
if (menu) {
  document.addEventListener("click", ({ target }) => { if (!menu.contains(target)) menu.open = false; });
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

document.querySelector("form[data-leave]")?.requestSubmit();
