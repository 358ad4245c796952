// FranceConnect, with real redirections: an account is certified, signed out of
// both, and opened again without its password.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXTREMES, named, tagged, visit } from '../lib/browser.mjs';
import { answer, fillPages, follow, submit } from '../lib/forms.mjs';
import { BUTTON, goesOn, provesAtFranceConnect } from '../lib/franceconnect.mjs';
import { lookAs } from '../lib/look.mjs';
import { linkIn, mailTo } from '../lib/mail.mjs';
import { signsUp } from '../lib/newcomer.mjs';
import { consent } from '../lib/people.mjs';
import { begin } from '../lib/requests.mjs';
import { stage } from '../lib/stage.mjs';

// An identity has one account: each visitor has her own.
const PEOPLE = { phone: ['nom_long', 'corse_2a'], desktop: ['nom_usage', 'corse_2b'] };
const NAMES = { nom_long: 'DE LA ROCHE-SAINT-ANDRÉ', corse_2a: 'ORNANO', nom_usage: 'ROCHETAILLÉE', corse_2b: 'CASANOVA' };

const set = stage();

for (const cell of EXTREMES) {
  const [known, newcomer] = PEOPLE[cell.size];

  test(`an account is certified, left, and opened again by FranceConnect (${named(cell)})`, { timeout: 240_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    const look = lookAs(cell);
    const { connect } = set.demo.sites;
    await signsUp(page, set.demo, `${known}@example.org`);
    await page.goto(`${connect}/compte/identite`);
    await look(page, 'identity-declared');
    await submit(page, BUTTON);
    await provesAtFranceConnect(page, known);
    // another name than the one she signed up with: she is asked
    await page.getByText(NAMES[known]).first().waitFor();
    await look(page, 'franceconnect-arrival');
    await submit(page, 'Oui, c’est moi');
    assert.equal(page.url(), `${connect}/compte`);
    await page.goto(`${connect}/compte/identite`);
    await page.getByText(NAMES[known]).first().waitFor();
    await look(page, 'identity-certified');
    await follow(page, 'Voir ou retirer FranceConnect');
    await look(page, 'franceconnect-unlink');

    await page.goto(`${connect}/deconnexion`);
    await submit(page, 'Se déconnecter');
    assert.equal(page.url(), `${connect}/deconnexion/faite`);
    await page.goto(`${connect}/connexion`);
    await look(page, 'sign-in-franceconnect');
    await submit(page, BUTTON);
    await provesAtFranceConnect(page, known);
    assert.equal(page.url(), `${connect}/compte`);
    await page.getByText(`${known}@example.org`).first().waitFor();
    await fillsACertifiedForm(page, set.demo.sites.portal, known);
    await look(page, 'portal-certified');
    await close();
  });

  test(`somebody new makes an account without a password (${named(cell)})`, { timeout: 240_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    const look = lookAs(cell);
    const { connect } = set.demo.sites;
    const email = `neuve-${tagged(cell)}@example.org`;
    await page.goto(`${connect}/connexion`);
    await submit(page, BUTTON);
    await provesAtFranceConnect(page, newcomer);
    await look(page, 'franceconnect-arrival');
    await submit(page, 'Créer mon compte');
    await look(page, 'franceconnect-arrival-errors');
    await answer(page.getByRole('main'), { 'Adresse e-mail': email, 'J’accepte les conditions d’utilisation de GrandLyon Connect': true });
    await submit(page, 'Créer mon compte');
    await page.goto(linkIn(await mailTo(set.demo, email)));
    await look(page, 'franceconnect-confirm');
    await submit(page, 'Confirmer mon adresse');
    assert.equal(page.url(), `${connect}/compte`);
    await page.getByText(NAMES[newcomer]).first().waitFor();
    await close();
  });
}

test('somebody who gives up is told, and signs in otherwise', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(set.browser, { size: 'phone', script: false });
  const { connect } = set.demo.sites;
  await page.goto(`${connect}/connexion`);
  await submit(page, BUTTON);
  await goesOn(page, /Revenir sur/);
  await page.getByRole('heading', { name: 'Vous avez annulé' }).waitFor();
  await lookAs({ size: 'phone', script: false })(page, 'franceconnect-cancelled');
  await follow(page, 'Revenir à la connexion');
  assert.equal(new URL(page.url()).pathname, '/connexion');
  await close();
});

// On the portal, her names are there, certified.
async function fillsACertifiedForm(page, portal, login) {
  await page.goto(`${portal}/connexion?vers=/`);
  await consent(page);
  await page.goto(`${portal}/bron/acte-naissance`);
  await begin(page);
  await fillPages(page, [{ 'Où la personne est-elle née ?': 'Dans cette commune' }, { 'Pour qui demandez-vous l’acte ?': 'Pour moi' }]);
  await page.getByText('Certifié par FranceConnect').first().waitFor();
  await page.getByText(NAMES[login]).first().waitFor();
}
