// The studio: what is typed is not lost, words are put where the cursor is, and
// the text is shown as it will be read.

// A text that nobody touched has its cursor nowhere: words go to its end.
const touched = new WeakSet();
document.addEventListener("focusin", ({ target }) => touched.add(target));

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-insert]");
  const text = button && document.getElementById(button.dataset.insert);
  const list = button?.parentElement.querySelector("select");
  if (!text || !list.value) return;
  event.preventDefault();
  const end = text.value.length;
  const [from, to] = touched.has(text) ? [text.selectionStart, text.selectionEnd] : [end, end];
  const before = text.value[from - 1];
  text.setRangeText(`${before && !/\s/.test(before) ? " " : ""}${list.value}`, from, to, "end");
  list.value = "";
  text.focus();
  for (const told of ["input", "change"]) text.dispatchEvent(new Event(told, { bubbles: true }));
});

// The preview follows what is typed, after a pause.
let pause;
document.addEventListener("input", ({ target }) => {
  if (!target.closest("form[data-live=apercu]")) return;
  clearTimeout(pause);
  pause = setTimeout(() => target.dispatchEvent(new Event("change", { bubbles: true })), 600);
});

// What is typed and not kept is not left without a warning.
const unsaved = new Set(document.querySelectorAll("[data-unsaved] form[data-live]"));
document.addEventListener("input", ({ target }) => {
  if (target.form?.method === "post" && !target.matches("[name^='mot.']")) unsaved.add(target.form);
});
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) unsaved.delete(event.target);
});
addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
