// A service that asks for its answer in a form gets it, with scripts and without.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { look } from '../lib/look.mjs';
import { account, signIn } from '../lib/people.mjs';
import { comesBack, signInAddress } from '../lib/service.mjs';
import { stage } from '../lib/stage.mjs';

const set = stage();

for (const script of [true, false]) {
  test(`the answer is posted to the service, ${script ? 'scripts' : 'no scripts'}`, { timeout: 120_000 }, async () => {
    const { page, close } = await visit(set.browser, { script });
    const received = comesBack(page, set.demo);
    await page.goto(signInAddress(set.demo, { response_mode: 'form_post', prompt: 'consent' }));
    await signIn(page, account(set.demo, 'agent.lyon@example.org'));
    if (!script) {
      await look(page, 'form-post');
      await page.getByRole('button', { name: 'Continuer' }).click();
    }
    const { method, fields } = await received;
    assert.equal(method, 'POST');
    assert.deepEqual([...fields.keys()], ['code', 'state', 'iss']);
    assert.equal(fields.get('iss'), set.sites.connect);
    await page.getByText('Merci').waitFor();
    await close();
  });
}
