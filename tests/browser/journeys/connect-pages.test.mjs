// Every page of the accounts' site that the program answers, for somebody signed
// out and for somebody signed in: a page that nobody wrote a visit for fails the test.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { assertRoomForWords, EXTREMES, named, tagged, visit } from '../lib/browser.mjs';
import { assertReachesEnd } from '../lib/keyboard.mjs';
import { lookAs } from '../lib/look.mjs';
import { signsUp } from '../lib/newcomer.mjs';
import { program } from '../lib/paths.mjs';
import { stage } from '../lib/stage.mjs';

const SIGN_IN = 'Se connecter';
const ACCOUNT = 'Mon compte';
const INFORMATION = 'Mes informations';
const DEAD_LINK = 'Ce lien ne sert plus';
const EXPIRED = 'Cette étape a expiré';
const MAILBOX = 'Ouvrez votre boîte e-mail';
const LEAVE = 'Se déconnecter ?';
const LEFT = 'Vous êtes déconnecté';
const DELETE = 'Supprimer mon compte';

// What the addresses of each route show, to whoever comes there by a link that
// serves no more or by none: to anybody, or to somebody signed in alone.
const wrong = (path) => `${path}?jeton=faux&etape=faux&demande=faux&state=faux`;

const FOR_ALL = {
  '/connexion': { '/connexion': SIGN_IN, '/connexion?motif=mot-de-passe-change': SIGN_IN },
  '/connexion/autre-compte': { [wrong('/connexion/autre-compte')]: 'Cette demande n’est plus là' },
  '/connexion/code': { [wrong('/connexion/code')]: DEAD_LINK },
  '/connexion/secours': { [wrong('/connexion/secours')]: DEAD_LINK },
  '/conditions': { '/conditions': 'Conditions d’utilisation' },
  '/inscription': { '/inscription': 'Créer un compte' },
  '/inscription/envoyee': { '/inscription/envoyee': MAILBOX },
  '/inscription/confirmation': { [wrong('/inscription/confirmation')]: DEAD_LINK },
  '/mot-de-passe/oubli': { '/mot-de-passe/oubli': 'Mot de passe oublié', '/mot-de-passe/oubli?motif=repris': 'Mot de passe oublié' },
  '/mot-de-passe/envoye': { '/mot-de-passe/envoye': MAILBOX },
  '/mot-de-passe/nouveau': { [wrong('/mot-de-passe/nouveau')]: DEAD_LINK },
  '/autorisation': { [wrong('/autorisation')]: 'Cette demande n’est plus là' },
  '/deconnexion/faite': { '/deconnexion/faite': LEFT },
  '/authorize': { '/authorize': 'Ce service ne peut pas vous connecter' },
  '/compte/adresse/confirmation': { [wrong('/compte/adresse/confirmation')]: DEAD_LINK },
  '/compte/adresse/ancienne': { [wrong('/compte/adresse/ancienne')]: DEAD_LINK },
  '/compte/adresse/annulation': { [wrong('/compte/adresse/annulation')]: DEAD_LINK },
  '/compte/suppression/demandee': { '/compte/suppression/demandee': 'Votre demande est enregistrée' },
  '/compte/suppression/annulation': { [wrong('/compte/suppression/annulation')]: DEAD_LINK },
  '/franceconnect/bouton': { '/franceconnect/bouton': 'Page introuvable' },
  '/franceconnect/retour': { [wrong('/franceconnect/retour')]: EXPIRED },
  '/franceconnect/arrivee': { '/franceconnect/arrivee': EXPIRED },
  '/franceconnect/confirmation': { [wrong('/franceconnect/confirmation')]: DEAD_LINK },
  '/franceconnect/deconnexion': { '/franceconnect/deconnexion': LEFT },
  '/service-en-essai': { '/service-en-essai': 'Ce service est en essai' },
  '/theme/{file}': { '/theme/absent.css': 'Page introuvable' },
};

const FOR_HER = {
  '/': { '/': ACCOUNT },
  '/deconnexion': { '/deconnexion': LEAVE },
  '/end-session': { '/end-session': LEAVE },
  '/compte': { '/compte': ACCOUNT, '/compte?fait=adresse': ACCOUNT },
  '/compte/identite': { '/compte/identite': INFORMATION },
  '/compte/identite/{group}': {
    '/compte/identite/etat-civil': 'État civil',
    '/compte/identite/usage': 'Nom et prénoms d’usage',
    '/compte/identite/adresse': 'Adresse postale',
    '/compte/identite/contact': 'Me joindre',
    '/compte/identite/autre': 'Page introuvable',
  },
  '/compte/services': { '/compte/services': 'Mes services' },
  '/compte/services/historique': { '/compte/services/historique': 'Historique de mes accords' },
  '/compte/services/partage': { '/compte/services/partage': 'Mes services' },
  '/compte/verification': { '/compte/verification?vers=/compte/cles': 'C’est bien vous ?' },
  '/compte/connexions': { '/compte/connexions': 'Connexions' },
  '/compte/securite': { '/compte/securite': 'Sécurité' },
  '/compte/mot-de-passe': { '/compte/mot-de-passe': 'Changer mon mot de passe' },
  '/compte/cles': { '/compte/cles': 'Ajouter une clé d’accès' },
  '/compte/code-de-securite': { [wrong('/compte/code-de-securite')]: DEAD_LINK },
  '/compte/codes-de-secours': { [wrong('/compte/codes-de-secours')]: DEAD_LINK },
  '/compte/codes-de-secours/fichier': { [wrong('/compte/codes-de-secours/fichier')]: DEAD_LINK },
  '/compte/adresse': { '/compte/adresse': 'Changer mon adresse e-mail' },
  '/compte/adresse/envoyee': { '/compte/adresse/envoyee': 'Ouvrez vos deux boîtes e-mail' },
  '/compte/suppression': { '/compte/suppression': DELETE },
  '/compte/certification': { [wrong('/compte/certification')]: INFORMATION },
  '/compte/franceconnect': { '/compte/franceconnect': INFORMATION },
};

// Where the pages of an account lead somebody signed out, unless they say goodbye.
const OUTSIDE = { '/deconnexion': LEFT, '/end-session': LEFT };

// What says that she has left, to somebody who has not.
const INSIDE = { '/deconnexion/faite': LEAVE, '/franceconnect/deconnexion': LEAVE, '/compte/suppression/demandee': DELETE };

// Those of somebody who works on a service have their own journey.
const PARTNERS = /^\/partenaires/;

const set = stage();

test('every page has its visit', async () => {
  const { stdout } = await promisify(execFile)(program, ['routes', '--json'], { maxBuffer: 10_000_000 });
  const isOwn = ({ site, method, policy, path }) => site === 'connect' && method === 'GET' && policy !== 'protocol' && !PARTNERS.test(path);
  const pages = JSON.parse(stdout).filter(isOwn);
  assert.deepEqual(pages.map(({ path }) => path).sort(), [...Object.keys(FOR_ALL), ...Object.keys(FOR_HER)].sort());
});

for (const cell of EXTREMES) {
  test(`anyone can use them signed out (${named(cell)})`, { timeout: 300_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    for (const [address, heading] of visits(FOR_ALL)) await sees(page, cell, address, heading);
    for (const [address] of visits(FOR_HER)) await leads(page, address, OUTSIDE[address] ?? SIGN_IN);
    await close();
  });

  test(`anyone can use them signed in (${named(cell)})`, { timeout: 300_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    await signsUp(page, set.demo, `pages-${tagged(cell)}@example.org`);
    // but for its header, what anybody may read is the same
    for (const [address, heading] of visits(FOR_ALL)) await leads(page, address, INSIDE[address] ?? heading);
    for (const [address, heading] of visits(FOR_HER)) await sees(page, cell, address, heading);
    await close();
  });
}

const visits = (pages) => Object.values(pages).flatMap((visited) => Object.entries(visited));

// Opens a page, looks at it, and walks it to its end.
async function sees(page, cell, address, heading) {
  await leads(page, address, heading);
  assert.notEqual(await page.title(), '', `${address} has a title`);
  await lookAs(cell)(page, `connect${address.split('?')[0].replaceAll('/', '-')}`);
  await assertRoomForWords(page, address);
  await assertReachesEnd(page);
}

async function leads(page, address, heading) {
  const said = await page.goto(set.sites.connect + address);
  assert.ok(said.status() < 500, `${address}: ${said.status()}`);
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
}
