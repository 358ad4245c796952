// Who signs in, and how.
import assert from 'node:assert/strict';
import { freshCode } from './code.mjs';
import { answer, submit } from './forms.mjs';

export function account(demo, login) {
  const found = demo.accounts.find((each) => each.login === login);
  assert.ok(found, `the demo has no ${login}`);
  return found;
}

// Signs in from a page that leads to the provider: password, code when she has
// one, consent when it is asked. Says whether it was.
export async function signIn(page, who) {
  await answer(page.getByRole('main'), { 'Adresse e-mail': who.login, 'Mot de passe': who.password });
  await submit(page, 'Se connecter');
  if (who.totp_secret) await enterCode(page, who.totp_secret);
  return consent(page);
}

// Somebody else may have typed a later one in between: then it is refused, once.
async function enterCode(page, secret) {
  const code = page.getByLabel('Code à 6 chiffres');
  for (let tries = 0; tries < 3; tries += 1) {
    await code.fill(await freshCode(secret, page.url()));
    await submit(page);
    const title = await page.locator('h1').first().textContent();
    assert.notEqual(title, 'Trop d’essais');
    if ((await code.count()) === 0) return;
  }
  assert.fail('the code is refused');
}

// Accepts when the page is the one that asks.
export async function consent(page) {
  const accept = page.getByRole('button', { name: 'Accepter et continuer' });
  if ((await accept.count()) === 0) return false;
  await submit(page, 'Accepter et continuer');
  return true;
}

// Opens a site as somebody.
export async function enter(page, site, who) {
  await page.goto(`${site}/connexion?vers=/${who.totp_secret ? '&fort=1' : ''}`);
  const consented = await signIn(page, who);
  // the page of a failure keeps the address that one came back to
  assert.notEqual(new URL(page.url()).pathname, '/connexion/retour', `signing in says « ${await page.locator('h1').first().textContent()} »`);
  return consented;
}
