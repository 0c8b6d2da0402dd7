// A form with data-key is filled in by a security key: "create" sets one up, "get" uses it. Without a key it stays shut.

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), sign => sign.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The options as the browser wants them: bytes where JSON has base64url. */
function options(json) {
  const key = structuredClone(json.publicKey);
  key.challenge = bytes(key.challenge);
  if (key.user) key.user.id = bytes(key.user.id);
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    for (const known of key[list] ?? []) known.id = bytes(known.id);
  }
  return { publicKey: key };
}

/** What the key answered, as JSON. */
function answer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment,
  });
}

const form = document.querySelector("form[data-key]");
if (form && window.isSecureContext && window.PublicKeyCredential) {
  const given = JSON.parse(document.getElementById("key-options").textContent);
  form.querySelector("[data-none]").hidden = true;
  form.querySelector("button").disabled = false;
  form.addEventListener("submit", async event => {
    if (form.credential.value) return;
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      form.credential.value = answer(await navigator.credentials[form.dataset.key](options(given)));
      form.requestSubmit();
    } catch {
      failed.hidden = false;
    }
  });
}
