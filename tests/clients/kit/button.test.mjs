// The button of the kit can be read by everybody, and brings nothing else along.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

const folder = new URL('../../../crates/identity/kit/button/', import.meta.url);
const read = (name) => readFile(new URL(name, folder), 'utf8');
const WORDS = 'Se connecter avec GrandLyon Connect';
const READABLE = 4.5;
const FINGER = 44;

const drawings = (await readdir(folder)).filter((name) => name.endsWith('.svg'));

test('it is there in three sizes, light and dark', () => {
  const expected = ['dark', 'light'].flatMap((tone) => ['large', 'medium', 'small'].map((size) => `button-${tone}-${size}.svg`));
  assert.deepEqual(drawings.sort(), expected);
});

for (const name of drawings) {
  test(`${name} says its words, is large enough and readable`, async () => {
    const svg = await read(name);
    assert.ok(svg.includes(`<title id="glc-title">${WORDS}</title>`) && svg.includes('role="img"'), 'its words');
    assert.doesNotMatch(svg, /<script|<image|href=|url\(|\son\w+=/);
    assert.ok(Number(/ height="(\d+)"/.exec(svg)[1]) >= FINGER, 'large enough for a finger');
    const [back, , , text] = [...svg.matchAll(/fill="(#[\da-f]{6})"/g)].map(([, colour]) => colour);
    assert.ok(contrast(back, text) >= READABLE, `${back} and ${text}`);
  });
}

test('the text button says the same and is readable in both colours', async () => {
  const [html, css] = await Promise.all([read('button.html'), read('button.css')]);
  assert.ok(html.includes(WORDS));
  const [backs, texts] = ['back', 'text'].map((part) => [...css.matchAll(new RegExp(`--glc-${part}: (#[\\da-f]{6})`, 'g'))].map(([, colour]) => colour));
  assert.equal(backs.length, 3, 'light, dark, dark by the reader’s choice');
  for (const [rank, back] of backs.entries()) assert.ok(contrast(back, texts[rank]) >= READABLE, `${back} and ${texts[rank]}`);
});

// WCAG 2.2, contrast ratio.
function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
