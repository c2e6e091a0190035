// Makes and shows passkeys: asks the house what is to be signed, the browser to have it signed, and sends the answer as
// an ordinary form. Without scripts there are no passkeys, and these forms stay hidden.

const fromText = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const asKnown = (known) => known.map((id) => ({ type: "public-key", id: fromText(id) }));

const minutes = 5;

/** What each kind of form asks of the browser, and which fields come of it. */
const kinds = {
  show: async (question) => {
    const { rawId, response } = await navigator.credentials.get({
      publicKey: {
        challenge: fromText(question.challenge),
        rpId: question.name,
        allowCredentials: asKnown(question.known),
        userVerification: "required",
        timeout: minutes * 60000,
      },
    });
    return {
      id: toText(rawId),
      client: toText(response.clientDataJSON),
      data: toText(response.authenticatorData),
      signature: toText(response.signature),
      person: response.userHandle ? toText(response.userHandle) : "",
    };
  },
  make: async (question) => {
    const { response } = await navigator.credentials.create({
      publicKey: {
        challenge: fromText(question.challenge),
        rp: { id: question.name, name: question.house },
        user: { id: fromText(question.person), name: question.called, displayName: question.called },
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: asKnown(question.known),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        attestation: "none",
        timeout: minutes * 60000,
      },
    });
    return { client: toText(response.clientDataJSON), attestation: toText(response.attestationObject) };
  },
};

/** The question; nothing where the house wants to know first who asks. */
async function ask(form) {
  const body = new URLSearchParams();
  const token = form.elements.namedItem("token");
  if (token) body.set("token", token.value);
  const answer = await fetch(form.dataset.challenge, { method: "POST", body });
  if (answer.ok) return answer.json();
  if ([401, 403].includes(answer.status) && form.dataset.again) {
    location.assign(form.dataset.again);
    return null;
  }
  throw new Error(String(answer.status));
}

async function send(form) {
  const fault = form.querySelector("[role=alert]");
  const button = form.querySelector("button");
  fault.textContent = "";
  button.disabled = true;
  try {
    const question = await ask(form);
    if (!question) return;
    for (const [name, value] of Object.entries(await kinds[form.dataset.passkey](question))) {
      form.elements.namedItem(name).value = value;
    }
    form.submit();
  } catch (error) {
    fault.textContent = { NotAllowedError: form.dataset.ended, InvalidStateError: form.dataset.known }[error.name]
      ?? form.dataset.failed;
  } finally {
    button.disabled = false;
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
}
