// What citizens do on the provider's pages.
import assert from 'node:assert/strict';
import { account } from './provider.mjs';

export const ACCEPT = 'Accepter et continuer';
export const REFUSE = 'Refuser';

// From the page that asks for a password to the end of what it is asked for;
// `choice` is her answer when her consent is.
export async function signIn(visit, demo, choice = ACCEPT, login = 'camille@example.org') {
  const { password } = account(demo, login);
  assert.ok(visit.offers('Se connecter'), `not a page that signs in: ${visit.page.status} ${visit.page.url}`);
  await visit.submit('Se connecter', { email: login, password });
  if (visit.offers(choice)) await visit.submit(choice);
  return visit.page;
}

// Leaves on the provider's own page.
export async function signOut(visit, demo) {
  await visit.open(`${demo.sites.connect}/deconnexion`);
  await visit.submit('Se déconnecter');
  visit.says(/Vous êtes déconnecté/);
}
