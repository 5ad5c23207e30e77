// passkey.js lets a browser make and show passkeys; without it the password stays.
const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON && navigator.credentials;
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!able) break;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    const { credential } = form.elements, failed = form.querySelector("[data-failed]");
    event.preventDefault();
    failed.hidden = true;
    try {
      const answer = await fetch(form.dataset.passkey, { method: "POST" });
      if (!answer.ok) throw new Error(answer.status);
      const { publicKey } = await answer.json();
      const made = form.dataset.make === undefined
        ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) })
        : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
      credential.value = JSON.stringify(made);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
