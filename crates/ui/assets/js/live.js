// A form whose questions depend on its answers: each change asks the server
// for the part that depends on them. Same address, same HTML as without script.

const pending = new WeakMap();

// A press that has begun must end on the control where it began.
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
    const answer = await fetch(form.action, {
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
    const before = old.textContent;
    replace(old, fresh);
    if (old.textContent !== before) say("La suite du formulaire a changé.");
  } catch (error) {
    // Offline or overtaken: the form still works as it stands, with its button.
    if (error.name !== "AbortError") console.warn(error);
  }
});

// Files stay here: only the words decide what is asked. The encoding is the form's own.
function answers(form) {
  const body = form.enctype === "multipart/form-data" ? new FormData() : new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  body.append("_live", "1");
  return body;
}

// What is asked and said, whatever was typed.
function shape(part) {
  const names = [...part.querySelectorAll("[id]")].map((each) => each.id);
  return `${names.join(" ")}\n${part.textContent}`;
}

// Controls that stay are kept as they are: focus, cursor, and what is being typed.
function replace(old, fresh) {
  const focused = document.activeElement?.id;
  const caret = document.activeElement?.selectionStart;
  for (const control of fresh.querySelectorAll("input[id], select[id], textarea[id]")) {
    const kept = document.getElementById(control.id);
    if (kept && old.contains(kept) && kept.type === control.type && kept.name === control.name) keep(kept, control);
  }
  old.replaceChildren(...fresh.childNodes);
  const again = focused && document.getElementById(focused);
  if (!again || again === document.activeElement) return;
  again.focus({ preventScroll: true });
  if (typeof caret === "number") again.setSelectionRange?.(caret, caret);
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
