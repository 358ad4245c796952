// A service of a town, without scripts: its developer declares it on trial,
// makes its secret, asks for production; the Métropole's operator accepts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { answer, follow, submit, unfold } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { account, enter } from '../lib/people.mjs';
import { stage } from '../lib/stage.mjs';

const DEVELOPER = 'developpeur.bron@example.org';
const OPERATOR = 'operateur@example.org';
const SERVICE = 'Kiosque des associations';

const set = stage();

test('a service goes from trial to everybody', { timeout: 180_000 }, async () => {
  const { page, close } = await visit(set.browser, { script: false });
  await enter(page, set.demo.sites.connect, account(set.demo, DEVELOPER));
  await follow(page, 'Espace partenaires');
  await look(page, 'partners-home');
  await follow(page, 'Ville de Bron');
  await look(page, 'partners-organisation');
  await declare(page);
  await tellData(page);
  await makeSecret(page);
  await askForProduction(page);
  const service = page.url();

  await accept();
  await page.goto(service);
  await look(page, 'partners-accepted');
  assert.match(await page.getByRole('main').innerText(), /Il existe en service/);
  await close();
});

async function declare(page) {
  await follow(page, 'Déclarer un service');
  await look(page, 'partners-declare');
  await answer(page.getByRole('main'), {
    'Nom du service': SERVICE,
    'À quoi il sert': 'Trouver une association près de chez vous.',
    'Durée de garde des données': 'un an après la dernière visite',
    'Adresses de retour': 'http://kiosque.example/retour',
  });
  await submit(page, 'Déclarer le service');
  await look(page, 'partners-refused-address');
  await answer(page.getByRole('main'), { 'Adresses de retour': 'https://kiosque.example/retour' });
  await submit(page, 'Déclarer le service');
  await look(page, 'partners-service');
}

async function tellData(page) {
  await follow(page, 'Choisir les données');
  await look(page, 'partners-data');
  await unfold(page, 'Adresse e-mail');
  await answer(page.getByRole('main'), {
    'Demander « Adresse e-mail »': 'Oui, elle est facultative',
    'Raison de demander « Adresse e-mail »': 'Vous envoyer la lettre des associations.',
  });
  await submit(page, 'Enregistrer les données');
  assert.match(await page.getByRole('main').innerText(), /Les données sont enregistrées/);
  await look(page, 'partners-service-with-data');
}

async function makeSecret(page) {
  await follow(page, 'Créer le secret');
  await look(page, 'partners-secret');
  await submit(page, 'Créer le secret');
  await look(page, 'partners-secret-shown');
  const secret = await page.getByRole('region', { name: 'client_secret' }).innerText();
  await follow(page, 'C’est copié');
  assert.ok(!(await page.content()).includes(secret), 'it is seen once');
}

async function askForProduction(page) {
  await follow(page, 'Demander la mise en service');
  await look(page, 'partners-production');
  await submit(page, 'Envoyer la demande');
}

async function accept() {
  const { page, close } = await visit(set.browser, { script: false });
  await enter(page, set.demo.sites.console, account(set.demo, OPERATOR));
  await follow(page, 'Partenaires');
  await look(page, 'console-partners');
  await follow(page, SERVICE);
  await look(page, 'console-proposal');
  await submit(page, 'Accepter');
  assert.match(await page.getByRole('main').innerText(), /Aucune demande en attente/);
  await follow(page, 'Services');
  await look(page, 'console-services');
  await follow(page, SERVICE);
  await look(page, 'console-service');
  await close();
}
