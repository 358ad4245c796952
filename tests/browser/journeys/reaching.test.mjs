// How a service is reached: its administrator says it once, then letters, pages
// and text messages follow.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXTREMES, named, tagged, visit } from '../lib/browser.mjs';
import { enterDesk } from '../lib/desk.mjs';
import { answer, follow, submit } from '../lib/forms.mjs';
import { lookAs } from '../lib/look.mjs';
import { mailTo, textTo } from '../lib/mail.mjs';
import { reportBin } from '../lib/requests.mjs';
import { stage } from '../lib/stage.mjs';

const ADMINISTRATOR = 'agent.villeurbanne@example.org';
const NUMBERS = ['06 12 34 56 71', '06 12 34 56 72'];

const set = stage();

for (const [index, cell] of EXTREMES.entries()) {
  test(`a town hall says how it is reached, and a risk reaches its agents (${named(cell)})`, { timeout: 120_000 }, async () => {
    const see = lookAs(cell);
    const { sites } = set.demo;
    const service = `Service propreté ${index + 1}`;
    const agent = await visit(set.browser, cell);
    await enterDesk(agent.page, set.demo, ADMINISTRATOR);
    const main = agent.page.getByRole('main');
    const team = `${sites.desk}/villeurbanne/equipe`;
    await agent.page.goto(team);
    await follow(agent.page, 'coordonnées et horaires de « Accueil »');
    await see(agent.page, 'contact');
    await answer(main, { 'Nom du service': service, 'Adresse e-mail du service': 'proprete', Lundi: 'le matin' });
    await submit(agent.page, 'Enregistrer');
    await see(agent.page, 'contact-errors');
    await answer(main, { 'Adresse e-mail du service': 'proprete@villeurbanne.example', 'Téléphone du service': '04 65 71 12 12', Lundi: '8h30-12h' });
    await submit(agent.page, 'Enregistrer');
    await agent.page.getByText('Les coordonnées et les horaires de l’équipe sont enregistrés.').waitFor();
    await follow(agent.page, index === 0 ? 'Ajouter le téléphone de Thomas Rey' : /^SMS au/);
    await see(agent.page, 'telephone');
    await answer(main, { 'Téléphone portable professionnel': NUMBERS[index] });
    await submit(agent.page, 'Enregistrer');
    await see(agent.page, 'team');

    const citizen = await visit(set.browser, cell);
    const email = `risque.${tagged(cell)}@example.org`;
    const reference = await reportBin(citizen.page, sites.portal, { isInPark: true, isRisky: true, town: 'Villeurbanne', email });
    await see(citizen.page, 'receipt-contact');
    const receipt = (await citizen.page.getByRole('main').innerText()).replaceAll('\u00a0', ' ');
    for (const words of [service, '04 65 71 12 12', 'lundi : 8h30-12h', 'mardi au vendredi : 9h-17h']) {
      assert.ok(receipt.includes(words), `${words} in ${receipt}`);
    }
    const letter = await mailTo(set.demo, email, /^Demande reçue/);
    assert.match(letter.from, new RegExp(`^"?Ville de Villeurbanne – ${service}`));
    assert.equal(letter.reply_to, 'proprete@villeurbanne.example');
    const text = await textTo(set.demo, `+33${NUMBERS[index].replaceAll(' ', '').slice(1)}`);
    assert.ok(text.text.startsWith(`Risque signalé, ${reference}`), text.text);
    await citizen.page.goto(`${sites.simulators}/sms`);
    await see(citizen.page, 'sms');
    await citizen.close();
    await agent.close();
  });
}
