// A button that shows the password being written.

for (const input of document.querySelectorAll("input[type=password]")) {
  const button = document.createElement("button");
  const whose = document.createElement("span");
  button.type = "button";
  button.className = "link";
  whose.className = "hidden";
  whose.textContent = `\u00a0: ${input.labels[0].textContent}`;
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.replaceChildren(shown ? "Masquer" : "Afficher", whose);
  };
  button.addEventListener("click", () => show(input.type === "password"));
  // Browsers only offer to keep what is hidden.
  input.form.addEventListener("submit", () => show(false));
  show(false);
  input.after(button);
}
