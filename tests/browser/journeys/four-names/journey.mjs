// What is done on a deployment, in a network where its names lead to it.
import assert from 'node:assert/strict';
import { launch, visit } from '../../lib/browser.mjs';
import { startDeployment } from '../../lib/deployment.mjs';
import { enterDesk, openRequest } from '../../lib/desk.mjs';
import { askForCertificate } from '../../lib/requests.mjs';
import { isKnownOn, leavesEverywhere } from '../../lib/sign-on.mjs';

const NAME = 'Sonia Morel';

const { demo, stop } = await startDeployment();
const browser = await launch('--host-resolver-rules=MAP *.example 127.0.0.1, MAP guichet.example 127.0.0.1');
try {
  const { page, context, close } = await visit(browser, { ignoreHTTPSErrors: true });
  await demandsTls(page);
  await enterDesk(page, demo, 'agent.bron@example.org');
  await isKnownOn(page, demo.sites.portal, NAME);
  const reference = await askForCertificate(page, demo.sites.portal, { given: 'Sonia', family: 'Morel' });
  await openRequest(page, demo, 'bron', reference);
  await assertCookies(context);
  await leavesEverywhere(page, demo.sites, NAME);
  await close();
} finally {
  await browser.close();
  await stop();
}

// Each site asks to be spoken to in no other way, for a year.
async function demandsTls(page) {
  for (const site of Object.values(demo.sites)) {
    const answer = await page.goto(site);
    assert.equal(answer.status(), 200, site);
    assert.match(answer.headers()['strict-transport-security'] ?? '', /max-age=31536000/, site);
  }
}

// Each cookie belongs to one name, whole, and scripts cannot read it.
async function assertCookies(context) {
  const cookies = await context.cookies();
  const owners = new Set(cookies.map((cookie) => `https://${cookie.domain}`));
  for (const site of ['portal', 'desk', 'connect']) assert.ok(owners.has(demo.sites[site]), `no cookie of ${site}`);
  for (const cookie of cookies) {
    const { name, path, secure, httpOnly } = cookie;
    assert.match(name, /^__Host-/);
    assert.deepEqual({ path, secure, httpOnly }, { path: '/', secure: true, httpOnly: true }, name);
  }
}
