// Every page of the studio and of connectors that the program answers, for each
// kind of visitor: a page that nobody wrote a visit for fails the test.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { EXTREMES, named, visit } from '../lib/browser.mjs';
import { enterDesk } from '../lib/desk.mjs';
import { submit } from '../lib/forms.mjs';
import { assertReachesEnd } from '../lib/keyboard.mjs';
import { lookAs } from '../lib/look.mjs';
import { program } from '../lib/paths.mjs';
import { stage } from '../lib/stage.mjs';
import { files, publishes, slug } from './studio/moving.mjs';
import { begins, keeps } from './studio/workshop.mjs';

const OWN = /^\/\{instance\}\/(atelier|connecteurs|avis|demarches\/\{teleservice\})/;

// The ends of addresses, by route of a work: the richest téléservice that the product ships.
const RICH = '/bron~test/atelier/stationnement-resident';
const OF_WORK = {
  '': [''],
  '/historique': ['/historique'],
  '/circuit': ['/circuit'],
  '/automatisme': ['/automatisme'],
  '/textes': ['/textes'],
  '/reglages': ['/reglages'],
  '/essais': ['/essais'],
  '/essayer': ['/essayer'],
  '/commentaires': ['/commentaires'],
  '/verifier': ['/verifier'],
  '/apercu/{page}': ['/apercu/demande'],
  '/ajouter/{*place}': ['/ajouter/pages/demande', '/ajouter/pages/vehicules/questions/vehicules', '/ajouter/saisies/accord'],
  '/reprendre/{*place}': ['/reprendre/pages/demande', '/reprendre/saisies/accord'],
  // one for each kind of place
  '/sur/{*place}': [
    'presentation', 'reglages', 'donnees-personnelles', 'pages/demande', 'pages/demande/questions/nature', 'pages/vehicules/questions/vehicules',
    'pages/prix/questions/total', 'saisies/accord', 'saisies/accord/questions/zone', 'statuts/recue', 'actions/verifier', 'actions/ouvrir/effets/0',
    'depot', 'depot/effets/0', 'automatismes/fin_mois', 'delai', 'fonctions/stationnement', 'donnees/montant', 'connecteurs/droits',
    'messages/a_payer', 'documents/attestation', 'documents/attestation/blocs/1',
  ].map((place) => `/sur/${place}`),
};

const VISITS = {
  '/{instance}/connecteurs': ['/bron/connecteurs'],
  '/{instance}/connecteurs/{connector}': ['/bron/connecteurs/stationnement'],
  '/{instance}/avis': ['/bron/avis'],
  '/{instance}/atelier': ['/bron/atelier', '/bron~test/atelier'],
  '/{instance}/atelier/aide': ['/bron~test/atelier/aide'],
  '/{instance}/atelier/bibliotheque': ['/bron~test/atelier/bibliotheque'],
  '/{instance}/atelier/propositions': ['/bron~test/atelier/propositions'],
  '/{instance}/atelier/propositions/{authority}/{teleservice}': ['encombrants', 'fonds-solidarite-logement'].map((of) => `/bron~test/atelier/propositions/metropole/${of}`),
  '/{instance}/atelier/{work}/original': ['/bron~test/atelier/encombrants/original'],
  ...Object.fromEntries(Object.entries(OF_WORK).map(([route, ends]) => [`/{instance}/atelier/{work}${route}`, ends.map((end) => RICH + end)])),
};

// Those that need a request under way: they are made by the journey.
const VERSIONS = '/{instance}/demarches/{teleservice}/versions';
const MOVING = '/{instance}/demarches/{teleservice}/versions/{version}';

// Each has an administrator of her own: a second factor serves once in thirty seconds.
const LOGINS = ['agent3.bron@example.org', 'agent.bron@example.org'];

const set = stage();

test('every page has its visit', async () => {
  const { stdout } = await promisify(execFile)(program, ['routes', '--json'], { maxBuffer: 10_000_000 });
  const own = JSON.parse(stdout).filter(({ site, method, path }) => site === 'desk' && method === 'GET' && OWN.test(path));
  assert.deepEqual(own.map(({ path }) => path).sort(), [...Object.keys(VISITS), VERSIONS, MOVING].sort());
});

for (const [index, cell] of EXTREMES.entries()) {
  test(`anyone can use them (${named(cell)})`, { timeout: 600_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    await enterDesk(page, set.demo, LOGINS[index]);
    const see = lookAs(cell);
    await opensTheRichest(page);
    const addresses = [...(await underWay(page, `Prêter une salle ${index}`)), ...Object.values(VISITS).flat()];
    for (const address of addresses) {
      const said = await page.goto(set.sites.desk + address);
      assert.equal(said.status(), 200, address);
      assert.equal(new URL(page.url()).pathname, address, 'it leads nowhere else');
      await see(page, `pages${address.replaceAll('/', '-')}`);
      if (cell.script && !address.includes('/apercu/')) await assertReachesEnd(page);
    }
    await close();
  });
}

// Opens it in the workshop, where it stays.
async function opensTheRichest(page) {
  await page.goto(`${set.sites.desk}/bron~test/atelier`);
  await submit(page, 'Modifier « Demander le tarif résident »');
}

// A request of the version before the live one; the addresses of what can be done about it.
async function underWay(page, title) {
  const work = await begins(page, { sites: set.sites, space: 'bron~test', see: async () => {} }, title);
  await publishes(page, work);
  await files(page, work, 'La salle des fêtes.');
  await page.goto(`${work.url}/sur/presentation`);
  await page.getByLabel('À quoi elle sert').fill('Une salle pour une fête.');
  await keeps(page);
  await publishes(page, work);
  const versions = `/bron~test/demarches/${slug(work)}/versions`;
  await page.goto(set.sites.desk + versions);
  const moving = await page.getByRole('link', { name: /^Passer ces demandes/ }).getAttribute('href');
  return [versions, moving];
}
