// The links of the letters about an account: another password, another address,
// and the way back to the first; without scripts, then without a mouse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, tagged, visit } from '../lib/browser.mjs';
import { HANDS } from '../lib/hands.mjs';
import { assertReachesEnd } from '../lib/keyboard.mjs';
import { lookAs } from '../lib/look.mjs';
import { linkIn, mailTo } from '../lib/mail.mjs';
import { signsUp } from '../lib/newcomer.mjs';
import { stage } from '../lib/stage.mjs';

const FORGOTTEN = 'Choisir un nouveau mot de passe';
const CHOSEN = 'quatre prunes chantent sous la pluie';
const DEAD_LINK = 'Ce lien ne sert plus';

const set = stage();

for (const cell of HANDS) {
  const { hands } = cell;

  test(`a forgotten password is replaced, an address is changed and taken back (${named(cell)})`, { timeout: 180_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    const { connect } = set.sites;
    const [first, second] = ['avant', 'apres'].map((name) => `${name}-${tagged(cell)}@example.org`);
    const sees = async (name) => {
      await lookAs(cell)(page, name);
      await assertReachesEnd(page);
    };
    await signsUp(page, set.demo, first);

    await page.goto(`${connect}/compte/adresse`);
    await hands.fill(page, 'Nouvelle adresse e-mail', second);
    await hands.press(page, 'Envoyer le lien');
    await page.goto(linkIn(await mailTo(set.demo, second)));
    await sees('letter-new-address');
    await hands.press(page, 'Confirmer cette adresse');
    await page.getByText('Votre nouvelle adresse est confirmée.').waitFor();
    await page.getByText('La nouvelle adresse a confirmé.').waitFor();
    await sees('letter-address-under-way');
    await page.goto(linkIn(await mailTo(set.demo, first, /^Changement d’adresse/)));
    await sees('letter-old-address-asked');
    await hands.press(page, 'Oui, changer d’adresse');
    await heading(page, 'C’est confirmé');
    await page.goto(`${connect}/compte`);
    await page.getByRole('main').getByText(second).waitFor();

    const back = linkIn(await mailTo(set.demo, first, /^Votre adresse e-mail a changé/));
    await page.goto(back);
    await sees('letter-old-address');
    await hands.press(page, 'Reprendre mon compte');
    await page.getByText('Votre compte est de nouveau à vous.').waitFor();
    await sees('letter-taken-back');
    await page.goto(back);
    await heading(page, DEAD_LINK);

    await page.goto(`${connect}/mot-de-passe/oubli`);
    await hands.fill(page, 'Adresse e-mail', first);
    await hands.press(page, 'Recevoir le lien');
    const link = linkIn(await mailTo(set.demo, first, /mot de passe/i));
    await page.goto(link);
    await heading(page, FORGOTTEN);
    await sees('letter-new-password');
    await hands.fill(page, 'Nouveau mot de passe', 'court');
    await hands.press(page, 'Changer mon mot de passe');
    await page.getByLabel('Nouveau mot de passe').and(page.locator('[aria-invalid=true]')).waitFor();
    await sees('letter-new-password-errors');
    await hands.fill(page, 'Nouveau mot de passe', CHOSEN);
    await hands.press(page, 'Changer mon mot de passe');
    await page.getByText('Votre mot de passe a changé.').waitFor();
    await hands.fill(page, 'Adresse e-mail', first);
    await hands.fill(page, 'Mot de passe', CHOSEN);
    await hands.press(page, 'Se connecter');
    await page.getByRole('main').getByText(first).waitFor();
    assert.equal(new URL(page.url()).pathname, '/compte');
    await page.goto(link);
    await heading(page, DEAD_LINK);
    await close();
  });
}

const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
