// Somebody who has no mouse, from the search to the receipt.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visit } from '../lib/browser.mjs';
import { choose, fill, follow, press, tabTo, tick } from '../lib/keyboard.mjs';
import { sharedServer } from '../lib/server.mjs';

let server, browser;
before(async () => {
  server = await sharedServer();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a problem is told without a mouse', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(browser);
  await page.goto(server.demo.sites.portal);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('searchbox'));
  assert.ok(await isSeen(page), 'the focus is seen');
  await page.keyboard.type('trou dans la chaussée');
  await page.keyboard.press('Enter');
  await page.waitForURL(/recherche/);
  await follow(page, 'Signaler un problème dans la rue');
  await page.waitForURL(/signalement/);
  await follow(page, 'Commencer');

  await answers(page, async () => {
    await press(page, 'Continuer');
    await page.waitForFunction(() => document.activeElement.querySelector('[role=alert]') !== null);
    await choose(page, 'Non');
  });
  await answers(page, () => choose(page, 'La rue ou le trottoir'));
  await answers(page, () => choose(page, 'Trou dans la rue ou trottoir abîmé'));
  await answers(page, () => fill(page, 'Adresse ou nom du lieu', '12 place Bellecour, Lyon'));
  await answers(page, async () => {
    await fill(page, 'Que voyez-vous ?', 'Un trou profond.');
    await choose(page, 'Quelques jours');
  });
  await answers(page, async () => {
    await choose(page, 'Oui');
    await fill(page, 'Adresse e-mail', 'sans.souris@example.org');
    await tick(page, 'J’ai compris');
  });
  await press(page, 'Envoyer ma demande');
  await page.getByRole('heading', { name: 'Votre demande est envoyée' }).waitFor();
  await close();
});

// Answers a page, and waits for the one it leads to.
async function answers(page, how) {
  await page.getByRole('button', { name: 'Continuer' }).waitFor();
  await how();
  const before = page.url();
  await press(page, 'Continuer');
  await page.waitForURL((url) => url.href !== before);
}

const isSeen = (page) =>
  page.evaluate(() => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  });
