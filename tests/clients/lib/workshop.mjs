// A developer of a partner, on the pages of his service: he declares it, takes
// its kit, and tries it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freshCode } from '../../browser/lib/code.mjs';
import { words } from './html.mjs';
import { account, demo, issuer } from './provider.mjs';
import { python } from './samples.mjs';
import { visitor } from './visitor.mjs';

const DEVELOPER = 'developpeur.bron@example.org';
const ORGANISATION = 'Ville de Bron';
const NEEDS = ['given_name', 'family_name', 'email'];

// Signs him in, with his code.
export async function enter(visit = visitor()) {
  const { password, totp_secret: secret } = account(demo, DEVELOPER);
  await visit.open(`${issuer}/connexion`);
  await visit.submit('Se connecter', { email: DEVELOPER, password });
  for (let tries = 0; tries < 3; tries += 1) {
    await visit.submit('Continuer', { code: await freshCode(secret, issuer) });
    if (!visit.offers('Continuer')) return visit;
  }
  return assert.fail('the code is refused');
}

// Declares a service that answers at `base`: its page, its identifier and its secret.
export async function declare(visit, name, base, backchannel = '/backchannel-logout') {
  await visit.open(`${issuer}/partenaires`);
  await visit.follow(ORGANISATION);
  await visit.follow('Déclarer un service');
  await visit.submit('Déclarer le service', {
    name,
    purpose: 'Emprunter des livres.',
    redirect_uris: `${base}/callback`,
    login_uri: `${base}/login`,
    post_logout_uris: `${base}/`,
    backchannel_uri: `${base}${backchannel}`,
    preuve: 'secret',
  });
  const page = visit.page.url.split('?')[0];
  await visit.open(`${page}/donnees`);
  const asked = NEEDS.flatMap((datum) => [[`besoin-${datum}`, 'indispensable'], [`raison-${datum}`, 'Faire votre carte.']]);
  await visit.submit('Enregistrer les données', Object.fromEntries(asked));
  await visit.open(`${page}/secret`);
  await visit.submit('Créer le secret');
  const shown = (label) => new RegExp(`aria-label="${label}"[^>]*><code>([^<]+)</code>`).exec(visit.page.html)?.[1];
  return { page, client_id: shown('client_id'), client_secret: shown('client_secret') };
}

// Downloads the kit of a service and unpacks it: its folder, with the secret typed in the settings of a sample.
export async function kit(visit, { page, client_secret }, sample) {
  const cookie = [...visit.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${page}/kit.zip`, { headers: { cookie }, redirect: 'manual' });
  assert.equal(answer.status, 200);
  const folder = await mkdtemp(join(tmpdir(), 'glc-kit-'));
  // Apache leaves root for a user who must read its pages
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'kit.zip'), Buffer.from(await answer.arrayBuffer()));
  await promisify(execFile)(python, ['-m', 'zipfile', '-e', join(folder, 'kit.zip'), folder]);
  const place = join(folder, 'kit-grandlyon-connect', 'samples', sample);
  const settings = await readFile(join(place, 'glc.env'), 'utf8');
  await writeFile(join(place, 'glc.env'), settings.replace(/^GLC_CLIENT_SECRET=$/m, `$&${client_secret}`));
  await mkdir(join(place, 'run'), { recursive: true });
  return { folder, place };
}

// What the service gave her browser goes; GrandLyon Connect still knows her.
function forgetService({ cookies }) {
  for (const name of [...cookies.keys()]) if (!name.startsWith('guichet-')) cookies.delete(name);
}

// A trial of a service: `visit` is its developer, `isIn` tells whether a page of the service let him in.
export function trial(visit, { page }, { base, isIn }) {
  const here = `${page}/essai`;
  const open = () => visit.open(here);
  return {
    async start() {
      await open();
      await visit.submit('Commencer le test');
    },
    // One sign-in, then what its developer says of it when he is asked: what was announced, and whether he came in.
    async turn() {
      await open();
      const announced = /À la prochaine connexion, [^.]*\./.exec(words(visit.page.html))?.[0];
      forgetService(visit);
      await visit.open(`${base}/login`);
      if (visit.offers('Accepter et continuer')) await visit.submit('Accepter et continuer');
      const entered = isIn(words(visit.page.html));
      await open();
      const button = entered ? 'Il m’a connecté' : 'Il a refusé la connexion';
      if (visit.offers(button)) await visit.submit(button);
      return { announced, entered };
    },
    // What came of each check, by its title.
    async results() {
      await open();
      const rows = [...visit.page.html.matchAll(/<th scope="row"[^>]*>(.*?)<\/th><td[^>]*>(.*?)<\/td>/gs)];
      return Object.fromEntries(rows.map(([, title, result]) => [words(title), words(result)]));
    },
  };
}
