// Requests to several authorities, in one place, whoever answers them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { follow, submit } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { mailTo } from '../lib/mail.mjs';
import { account, enter } from '../lib/people.mjs';
import { askForCertificate, reportBin } from '../lib/requests.mjs';
import { stage } from '../lib/stage.mjs';

const CITIZEN = 'nadia@example.org';

const set = stage();

test('the dashboard brings together what several authorities do', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(set.browser, { size: 'phone' });
  const { demo } = set;
  const { portal } = demo.sites;
  await enter(page, portal, account(demo, CITIZEN));
  const certificate = await askForCertificate(page, portal, { given: 'Nadia', family: 'Belkacem' });
  const report = await reportBin(page, portal, { email: CITIZEN });

  await page.goto(`${portal}/mes-demandes`);
  for (const [reference, service] of [[certificate, 'Ville de Bron'], [report, 'Métropole de Lyon']]) {
    const card = page.getByRole('listitem').filter({ hasText: reference });
    assert.match(await card.innerText(), new RegExp(service));
    await mailTo(demo, CITIZEN, new RegExp(`^Demande reçue.*${reference}`));
  }
  await look(page, 'dashboard-several');

  await page.goto(`${portal}/notifications`);
  await submit(page, 'Tout marquer comme lu');
  assert.equal(await page.getByText('Non lue', { exact: false }).count(), 0);
  await look(page, 'notices-read');
  await page.goto(`${portal}/mes-demandes`);
  await follow(page, 'Signaler un problème dans la rue');
  assert.match(await page.getByRole('main').innerText(), new RegExp(report));
  await close();
});
