// Visitors in Chromium: small or large screen, with or without scripts.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { chromium as executablePath } from './paths.mjs';

export const SIZES = {
  phone: { width: 320, height: 640 },
  desktop: { width: 1280, height: 900 },
};

// Every kind of visitor a page must serve.
export const VISITORS = Object.keys(SIZES).flatMap((size) => [
  { size, script: true },
  { size, script: false },
]);

// The two who have least in common.
export const EXTREMES = [
  { size: 'phone', script: false },
  { size: 'desktop', script: true },
];

// The kind of a visitor, for people and for the names of files.
export const named = ({ size, script }) => `${size}, ${script ? 'scripts' : 'no scripts'}`;

export const tagged = ({ size, script }) => `${size}${script ? '' : '-noscript'}`;

// Whether this visitor's browser runs scripts.
export const runsScripts = (page) => page.evaluate(() => matchMedia('(scripting: enabled)').matches);

// Pages of visitors who have not left: when a file ends, where its tests failed.
export const staying = new Set();

// Without these Chromium looks for its maker's hosts on the network.
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

export function launch(...args) {
  return chromium.launch({ executablePath, args: [...QUIET, ...args] });
}

// A visitor with her own cookies. `close` also fails when the browser had
// something to complain of: an error of a script, the content security policy,
// a file that is missing.
export async function visit(browser, { size = 'desktop', script = true, ...options } = {}) {
  const context = await browser.newContext({ viewport: SIZES[size], javaScriptEnabled: script, locale: 'fr-FR', ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints = listen(page);
  staying.add(page);
  const close = async () => {
    await context.close();
    staying.delete(page);
    assert.deepEqual(complaints(), [], 'the browser complained');
  };
  return { page, context, complaints, close };
}

// Chromium also complains of pages answered with 4xx, which a journey asks for
// on purpose: their statuses are for the journey to check.
function listen(page) {
  const pages = new Set();
  const heard = [];
  page.on('request', (request) => request.isNavigationRequest() && pages.add(request.url()));
  page.on('pageerror', (error) => heard.push({ text: String(error) }));
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push({ text: message.text(), url: message.location().url });
  });
  const isOwnStatus = ({ text, url }) => text.startsWith('Failed to load resource') && pages.has(url);
  return () => heard.filter((entry) => !isOwnStatus(entry)).map(({ text, url }) => (url ? `${text} (${url})` : text));
}

// What makes a page scroll sideways, widest first; nothing on a good page.
export async function assertNoSidewaysScroll(page, where) {
  const excess = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.body.querySelectorAll('*')].map((element) => [element.getBoundingClientRect().right, element]);
    const wide = out.filter(([right]) => right > clientWidth).sort(([a], [b]) => b - a).slice(0, 5);
    return [`${scrollWidth} px wide`, ...wide.map(([right, element]) => `${element.cloneNode().outerHTML} ends at ${Math.round(right)} px`)];
  });
  assert.deepEqual(excess, [], `${where} scrolls sideways`);
}

// Words cut a few letters a line, for want of room; nothing on a good page.
export async function assertRoomForWords(page, where) {
  const squeezed = await page.evaluate(() => {
    // what is kept for screen readers is clipped
    const isShown = (element) => element === null || (getComputedStyle(element).clipPath === 'none' && isShown(element.parentElement));
    const linesOf = (text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return range.getClientRects().length;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    const told = texts.map((text) => ({ words: text.data.trim(), lines: linesOf(text), shown: isShown(text.parentElement) }));
    return told.filter(({ words, lines, shown }) => shown && lines > 3 && words.length / lines < 6).map(({ words, lines }) => `« ${words} » on ${lines} lines`);
  });
  assert.deepEqual(squeezed, [], `${where} has no room for its words`);
}
