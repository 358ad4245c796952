// What a page says and offers, read from its HTML as far as these tests need.
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u{a0}' };

const decoded = (text) =>
  text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16));
  });

// The words of a piece of HTML, on one line.
export const words = (html) => decoded(html.replaceAll(/<(style|script|title)\b.*?<\/\1>|<[^>]*>/gs, ' ')).replaceAll(/\s+/g, ' ').trim();

const attributes = (tag) => Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, decoded(value)]));

// The address of the link that has these words.
export function linkTo(html, name) {
  const links = [...html.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)];
  return links.filter(([, , content]) => words(content) === name).map(([, tag]) => attributes(tag).href)[0];
}

function* forms(html) {
  for (const [, tag, content] of html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) yield { ...attributes(tag), content };
}

const hidden = (content) => {
  const fields = [...content.matchAll(/<input\b([^>]*)>/g)].map(([, tag]) => attributes(tag));
  return fields.filter(({ type, name }) => type === 'hidden' && name).map(({ name, value }) => [name, value ?? '']);
};

// The form that has a button with these words: where it goes, and what it sends
// besides what is typed.
export function formWith(html, button) {
  for (const { action, method = 'get', content } of forms(html)) {
    const pressed = [...content.matchAll(/<button\b([^>]*)>(.*?)<\/button>/gs)].find(([, , inside]) => words(inside) === button);
    if (!pressed) continue;
    const { name, value = '' } = attributes(pressed[1]);
    return { action, method, sent: [...hidden(content), ...(name ? [[name, value]] : [])] };
  }
  return undefined;
}

// The form that goes to an address.
export function formTo(html, address) {
  const form = [...forms(html)].find(({ action }) => action === address);
  return form && { method: form.method, sent: hidden(form.content) };
}
