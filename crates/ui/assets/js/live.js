// A form whose questions depend on its answers: each change asks the server
// for the part that depends on them.

const pending = new WeakMap();

// A press must end on the control where it began.
let pressed = 0;
for (const [down, up] of [["pointerdown", ["pointerup", "pointercancel"]], ["keydown", ["keyup"]]]) {
  addEventListener(down, () => { pressed = Date.now(); }, true);
  for (const end of up) addEventListener(end, () => { pressed = 0; }, true);
}
addEventListener("blur", () => { pressed = 0; });

async function released() {
  do await new Promise((resolve) => setTimeout(resolve, 20)); while (pressed && Date.now() - pressed < 2000);
}

document.addEventListener("change", async ({ target }) => {
  const form = target.closest("form[data-live]");
  if (!form || target.type === "file") return;
  pending.get(form)?.abort();
  const request = new AbortController();
  pending.set(form, request);
  const id = form.dataset.live;
  try {
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      headers: { "x-fragment": id },
      body: answers(form),
      signal: request.signal,
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(id);
    const old = document.getElementById(id);
    if (!fresh || !old || shape(fresh) === shape(old)) return;
    await released();
    if (pending.get(form) !== request) return;
    const before = shape(old), asked = names(old), known = results(old);
    replace(old, fresh);
    const told = results(old).filter((result) => !known.includes(result));
    if (!told.length || names(old) !== asked) told.push("La suite du formulaire a changé.");
    if (shape(old) !== before) say(told.join(". "));
  } catch (error) {
    // Offline or overtaken: the form still works as it stands.
    if (error.name !== "AbortError") console.warn(error);
  }
});

function results(part) {
  return [...part.querySelectorAll("output")].map((output) => `${output.labels[0].textContent}\u00a0: ${output.value}`);
}

// Files stay here: only the words decide what is asked.
function answers(form) {
  const body = form.enctype === "multipart/form-data" ? new FormData() : new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  body.append("_live", "1");
  return body;
}

function shape(part) {
  const text = part.cloneNode(true);
  text.querySelectorAll("[data-own]").forEach((own) => own.remove());
  return `${names(part)}\n${text.textContent}`;
}

function names(part) {
  // what scripts add is not the server's
  return [...part.querySelectorAll("[id]:not([data-own] *, [data-own])")].map((each) => each.id).join(" ");
}

// Controls that stay keep focus, cursor and what is being typed.
function replace(old, fresh) {
  const focused = document.activeElement?.id;
  const { selectionStart: start, selectionEnd: end } = document.activeElement ?? {};
  for (const control of fresh.querySelectorAll("input[id], select[id], textarea[id]")) {
    const kept = document.getElementById(control.id);
    if (kept && old.contains(kept) && kept.type === control.type && kept.name === control.name) keep(kept, control);
  }
  const open = [...old.querySelectorAll("details[open] > summary")].map((each) => each.textContent);
  for (const each of fresh.querySelectorAll("summary")) if (open.includes(each.textContent)) each.parentElement.open = true;
  old.replaceChildren(...fresh.childNodes);
  old.dispatchEvent(new Event("fresh", { bubbles: true }));
  const again = focused && document.getElementById(focused);
  if (!again || again === document.activeElement) return;
  again.focus({ preventScroll: true });
  if (typeof start === "number") again.setSelectionRange?.(start, end);
}

function keep(kept, control) {
  if (kept.type === "file") return control.replaceWith(kept);
  if (kept.type === "radio" || kept.type === "checkbox") control.checked = kept.checked;
  else control.value = kept.value;
}

const status = document.createElement("div");
status.className = "hidden";
status.setAttribute("role", "status");
document.body.append(status);

// Emptied first, so that the same words are read again.
function say(words) {
  status.textContent = "";
  setTimeout(() => { status.textContent = words; }, 50);
}
