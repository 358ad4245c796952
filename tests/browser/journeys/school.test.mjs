// Enrolling two children at school: a repeated block, questions that follow from
// answers, amounts, documents.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXTREMES, named, visit } from '../lib/browser.mjs';
import { assertPdf, pdf } from '../lib/files.mjs';
import { answer, fillPages, follow, submit } from '../lib/forms.mjs';
import { shows } from '../lib/later.mjs';
import { lookAs } from '../lib/look.mjs';
import { mailTo } from '../lib/mail.mjs';
import { account, signIn } from '../lib/people.mjs';
import { stage } from '../lib/stage.mjs';

const PARENT = 'nadia@example.org';
const HEALTH = 'A-t-il une allergie ou un besoin de santé à l’école ?';

const set = stage();

for (const cell of EXTREMES) {
  test(`a parent enrols two children, and knows what it will cost (${named(cell)})`, { timeout: 120_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    const see = lookAs(cell);
    await signsIn(page, see);
    await follow(page, /^Commencer/);
    await fillPages(page, [{ 'Quand vos enfants arrivent-ils à l’école ?': 'À la rentrée de septembre' }]);
    const year = Number(await page.getByLabel('Année de la rentrée').inputValue());
    await submit(page);
    await enrolsTwo(page, see, year);
    await saysWhoAndWhere(page);
    await choosesServices(page, see);
    await joinsDocuments(page, see);
    await sends(page, see);
    await close();
  });
}

async function signsIn(page, see) {
  await page.goto(`${set.demo.sites.portal}/bron/inscription-scolaire`);
  await see(page, 'school-cover');
  await follow(page, 'Se connecter et commencer');
  await signIn(page, account(set.demo, PARENT));
}

async function enrolsTwo(page, see, year) {
  const main = page.getByRole('main');
  const child = (name, born, health) => ({ 'Identité de l’enfant': { Prénoms: name, Nom: 'Belkacem' }, 'Date de naissance': { Jour: '3', Mois: '5', Année: String(born) }, [HEALTH]: health });
  await answer(main, { 'Enfant 1': child('Inès', year - 3, 'Non') });
  await main.getByRole('button', { name: /^Ajouter/ }).click();
  await answer(main, { 'Enfant 2': child('Adam', year - 13, 'Oui') });
  await submit(page);
  await page.getByText('en âge d’aller au collège').first().waitFor();
  await see(page, 'school-children-error');
  await answer(main, { 'Enfant 2': { 'Date de naissance': { Année: String(year - 7) } } });
  await submit(page);
  await page.getByRole('group', { name: 'Votre enfant a-t-il déjà un PAI ?' }).waitFor();
  await fillPages(page, [{ 'Votre enfant a-t-il déjà un PAI ?': 'Oui', 'Le PAI': pdf('pai'), 'Le médecin scolaire peut-il recevoir cette information ?': 'Oui' }], () => see(page, 'school-health'));
}

async function saysWhoAndWhere(page) {
  const parent = { 'Identité du responsable': { Prénoms: 'Nadia', Nom: 'Belkacem' }, 'Lien avec les enfants': 'Mère', 'A-t-il ou elle l’autorité parentale ?': 'Oui', Téléphone: '06 11 22 33 44' };
  const address = { 'Numéro et rue': '12 avenue Franklin Roosevelt', 'Code postal': '69500', Ville: 'Bron' };
  await fillPages(page, [
    { 'Responsable 1': parent, 'Les parents sont-ils séparés ?': 'Non' },
    { 'Habitez-vous dans la commune ?': 'Oui', 'Adresse des enfants': address, 'Êtes-vous hébergé chez une autre personne ?': 'Non' },
    { 'Quelle école demandez-vous ?': 'L’école de mon secteur' },
  ]);
}

// 4 meals a week for two children at 2,10 €, and two evenings at 0,90 €.
async function choosesServices(page, see) {
  const main = page.getByRole('main');
  assert.equal(await main.getByRole('group', { name: 'Jours de cantine' }).count(), 0, 'asked only of those who eat there');
  await answer(main, { 'Vos enfants mangent-ils à la cantine ?': 'Oui', 'Jours de cantine': ['Lundi', 'Mardi', 'Jeudi', 'Vendredi'], 'Quel menu ?': 'Sans viande', 'Accueil après l’école': ['Lundi soir', 'Mardi soir'] });
  await see(page, 'school-services');
  await submit(page);
  await answer(main, { 'Connaissez-vous votre quotient familial ?': 'Oui', 'Quotient familial': '650', 'Attestation de quotient familial': pdf('quotient') });
  await submit(page);
  assert.match(await main.innerText(), /73,44\s€/u, 'what a month costs');
  await see(page, 'school-estimate');
  await submit(page);
}

async function joinsDocuments(page, see) {
  const main = page.getByRole('main');
  await answer(main, { 'Livret de famille ou actes de naissance': pdf('livret') });
  await submit(page);
  await page.getByText('livret.pdf').first().waitFor();
  await see(page, 'school-documents-error');
  await fillPages(page, [{ 'Justificatif de domicile': pdf('domicile') }]);
  await fillPages(page, [{ 'L’école peut-elle prendre vos enfants en photo ?': 'Non', 'J’atteste sur l’honneur que mes réponses sont vraies': true }], () => see(page, 'school-agreements'));
}

async function sends(page, see) {
  await see(page, 'school-summary');
  const summary = await page.getByRole('main').innerText();
  for (const told of ['Inès Belkacem', 'CE1', 'Petite section', '650', 'domicile.pdf']) assert.ok(summary.includes(told), `${told} is to read again`);
  await submit(page, 'Envoyer ma demande');
  await see(page, 'school-receipt');
  const receipt = page.getByRole('link', { name: 'Télécharger l’accusé de réception' });
  await shows(page, receipt);
  await assertPdf(page, receipt);
  await mailTo(set.demo, PARENT, /^Demande reçue/);
  await follow(page, 'Suivre ma demande');
  await see(page, 'school-case');
}
