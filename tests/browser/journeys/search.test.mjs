// The three téléservices, in the words of those who need them, on a small
// telephone without scripts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { answer, submit } from '../lib/forms.mjs';
import { stage } from '../lib/stage.mjs';

const SEARCHES = {
  'poubelle cassée': 'Signaler un problème dans la rue',
  "inscrire mon fils à l'école": 'Inscrire mon enfant à l’école',
  'extrait de naisance': 'Demander un acte de naissance',
};

const set = stage();

test('a citizen finds a téléservice with her own words, in her commune', { timeout: 60_000 }, async () => {
  const { page, close } = await visit(set.browser, { size: 'phone', script: false });
  await page.goto(set.demo.sites.portal);
  await answer(page.getByRole('main'), { 'Ma commune': 'Bron' });
  await submit(page, 'Choisir cette commune');
  for (const [words, wanted] of Object.entries(SEARCHES)) {
    await page.getByRole('searchbox').fill(words);
    await submit(page, 'Rechercher');
    const titles = await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();
    assert.ok(titles.slice(0, 3).includes(wanted), `« ${words} » finds ${titles}`);
  }
  await close();
});
