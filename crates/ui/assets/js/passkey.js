// Forms answered by a passkey: the server says what to ask, the browser asks
// it, its answer goes with the form.

const CANCELLED = "Rien n’a été fait\u00a0: la demande a été annulée, ou a attendu trop longtemps. Recommencez.";
const KNOWN = "Cet appareil a déjà une clé pour ce compte.";
const FAILED = "La demande n’a pas abouti. Rechargez la page, puis recommencez.";
const UNABLE = "Votre navigateur ne sait pas utiliser les clés d’accès.";

for (const part of document.querySelectorAll("[data-passkey]")) {
  const form = part.closest("form");
  const said = form.querySelector("[data-passkey-said]");
  part.hidden = !window.PublicKeyCredential;
  said.textContent = part.hidden ? UNABLE : "";
  if (part.hidden) continue;
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    said.textContent = "";
    try {
      const answer = await fetch(part.dataset.passkey, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (!answer.ok) throw new Error(answer.status);
      form.elements.credential.value = JSON.stringify(await ask(await answer.json()));
      form.submit();
    } catch (error) {
      busy = false;
      said.textContent = { NotAllowedError: CANCELLED, AbortError: CANCELLED, InvalidStateError: KNOWN }[error.name] ?? FAILED;
    }
  });
}

// A key is made when the server names somebody, used otherwise.
async function ask(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    publicKey[list] = (options[list] ?? []).map((each) => ({ ...each, id: bytes(each.id) }));
  }
  if (options.user) publicKey.user = { ...options.user, id: bytes(options.user.id) };
  const { rawId, response } = await navigator.credentials[options.user ? "create" : "get"]({ publicKey });
  const told = { id: text(rawId) };
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) told[name] = text(response[name]);
  }
  return told;
}

function bytes(base64url) {
  return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
