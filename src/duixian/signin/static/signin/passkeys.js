// Passkeys: a form with data-passkey asks the browser for one and sends what it says. Without passkeys nothing is shown.
const ADDRESS = new Set(["SecurityError"]);
const CANCELLED = new Set(["NotAllowedError", "AbortError"]);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) break;
  for (const part of form.querySelectorAll("[data-passkey-part]")) part.hidden = false;
  form.querySelector("[data-passkey-ask]").addEventListener("click", () => ask(form));
}

async function ask(form) {
  const fault = form.querySelector("[data-passkey-fault]");
  fault.hidden = true;
  try {
    const credential = form.dataset.passkey === "create" ? await create(form) : await get(form);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    fault.textContent = words(fault, error);
    fault.hidden = false;
  }
}

function words(fault, error) {
  if (ADDRESS.has(error.name)) return fault.dataset.address;
  return CANCELLED.has(error.name) ? fault.dataset.cancelled : fault.dataset.other;
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function create(form) {
  const { publicKey } = (await options(form)).creation_options;
  const alone = form.elements.passwordless && form.elements.passwordless.checked;
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: alone ? "required" : "discouraged",
        requireResidentKey: Boolean(alone),
        ...(alone ? { userVerification: "required" } : {}),
      },
    },
  });
  const answer = credential.response;
  return {
    ...said(credential),
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      attestationObject: text(answer.attestationObject),
      transports: answer.getTransports ? answer.getTransports() : [],
    },
  };
}

async function get(form) {
  const { publicKey } = (await options(form)).request_options;
  const credential = await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: known(publicKey.allowCredentials) },
  });
  const answer = credential.response;
  return {
    ...said(credential),
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      authenticatorData: text(answer.authenticatorData),
      signature: text(answer.signature),
      userHandle: answer.userHandle ? text(answer.userHandle) : null,
    },
  };
}

function said(credential) {
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function known(listed) {
  return (listed || []).map((one) => ({ ...one, id: bytes(one.id) }));
}

function bytes(written) {
  const plain = atob(written.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(written.length / 4) * 4, "="));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
