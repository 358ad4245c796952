// The request: filed in the test space as a citizen would, processed there.
import assert from 'node:assert/strict';
import { goTo, openRequest, prepareToTake, take } from '../../lib/desk.mjs';
import { answer, fillPages, submit } from '../../lib/forms.mjs';
import { shows } from '../../lib/later.mjs';
import { consent } from '../../lib/people.mjs';
import { begin, send } from '../../lib/requests.mjs';
import { NUMBER, PREPARE } from './treatment.mjs';
import { PAGES } from './trying.mjs';

const slug = ({ url }) => new URL(url).pathname.split('/').at(-1);

// The number of the request.
export async function files(page, work) {
  const cover = `/${work.space}/${slug(work)}`;
  await page.goto(`${work.sites.portal}/connexion?vers=${cover}`);
  await consent(page);
  await page.getByText('Espace de test').first().waitFor();
  await work.see(page, 'studio-cover');
  await begin(page);
  await fillPages(page, PAGES);
  assert.match(await page.getByRole('main').innerText(), /Prix à payer\s+12,00\s€/, 'four tables at three euros');
  await work.see(page, 'studio-summary');
  return send(page);
}

// Its version is the one it was filed with.
export async function processes(page, { sites, space, see }, reference) {
  await openRequest(page, { sites }, space, reference);
  const main = page.getByRole('main');
  assert.match(await main.innerText(), /Combien de tables \?/);
  assert.doesNotMatch(await main.innerText(), /grandes tables/);
  await prepareToTake(page);
  await take(page);
  await goTo(page, PREPARE);
  await submit(page, PREPARE);
  await see(page, 'studio-case-error');
  await answer(main, { [NUMBER]: 'B 12' });
  await submit(page, PREPARE);
  await shows(page, main.getByText('Matériel prêt').first());
  await see(page, 'studio-case');
}
