// An opinion: asked by an agent, given by a colleague, read by both.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { enterDesk, goTo, openRequest } from '../lib/desk.mjs';
import { answer, follow, submit } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { certificateOf } from '../lib/requests.mjs';
import { stage } from '../lib/stage.mjs';

const QUESTION = 'Cette personne peut-elle demander cet acte ?';
const REASONS = 'Elle a montré son livret de famille.';

const set = stage();

test('an agent asks a colleague, who answers', { timeout: 240_000 }, async () => {
  const reference = await certificateOf(set, 'nadia@example.org', { given: 'Nadia', family: 'Belkacem' });
  const [asking, giving] = [await visit(set.browser, { size: 'phone', script: false }), await visit(set.browser)];
  const main = asking.page.getByRole('main');
  await enterDesk(asking.page, set.demo, 'agent.bron@example.org');
  await openRequest(asking.page, set.demo, 'bron', reference);
  await goTo(asking.page, 'Demander un avis');
  await submit(asking.page, 'Demander cet avis');
  await look(asking.page, 'opinion-ask-error');
  await answer(main, { 'Ou à quelle personne': 'Karim Haddad', 'Votre question': QUESTION });
  await submit(asking.page, 'Demander cet avis');
  await main.getByText('L’avis est demandé.').waitFor();
  await look(asking.page, 'opinion-asked');

  await gives(giving.page, reference);

  await asking.page.reload();
  for (const { page } of [asking, giving]) {
    await openRequest(page, set.demo, 'bron', reference);
    const said = await page.getByRole('main').innerText();
    assert.match(said, /Avis favorable avec réserves de «\sKarim Haddad\s»/);
    assert.ok(said.includes(QUESTION) && said.includes(REASONS), 'the question and the reasons');
  }
  await look(asking.page, 'opinion-given');
  await asking.close();
  await giving.close();
});

async function gives(page, reference) {
  const main = page.getByRole('main');
  await enterDesk(page, set.demo, 'agent2.bron@example.org');
  await page.goto(`${set.sites.desk}/bron/avis`);
  await look(page, 'opinions');
  await follow(page, reference);
  await look(page, 'opinion-give');
  await answer(main, { 'Votre avis': 'Avis favorable avec réserves' });
  await submit(page, 'Donner cet avis');
  await look(page, 'opinion-give-error');
  await answer(main, { 'Vos raisons': REASONS });
  await submit(page, 'Donner cet avis');
  await main.getByText('Votre avis est donné. Merci.').waitFor();
  assert.equal(await main.getByRole('link', { name: reference }).count(), 0, 'it waits no more');
}
