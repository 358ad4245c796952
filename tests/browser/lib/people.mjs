// Who signs in, and how.
import assert from 'node:assert/strict';
import { until } from './bounded.mjs';
import { answer, submit } from './forms.mjs';
import { totp } from './totp.mjs';

const STEP = 30_000;

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

// A code serves once, and the next is taken a step ahead, since clocks differ:
// whoever has just signed in twice elsewhere waits for another, as people do.
async function enterCode(page, secret) {
  const code = page.getByLabel('Code à 6 chiffres');
  const now = Math.floor(Date.now() / STEP);
  for (const step of [now, now + 1, now + 2]) {
    await until(STEP, 'the next code', async () => Date.now() >= (step - 1) * STEP || undefined);
    await code.fill(totp(secret, step * STEP));
    await submit(page);
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
