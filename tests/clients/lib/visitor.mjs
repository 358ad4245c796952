// A citizen's browser without scripts: cookies, redirections, links and forms.
// Cookies are those of one name, `localhost`: ports share them.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { formWith, linkTo, words } from './html.mjs';

const BOUND = 10_000;
const NAVIGATION = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const MOST_REDIRECTIONS = 12;

// `stopAt`: addresses that are not asked for, such as those of a client that is
// no server. `bend` may change each address before it is asked for.
export function visitor({ stopAt = [], bend = (url) => url } = {}) {
  const cookies = new Map();
  let page = { url: 'about:blank', status: 0, html: '' };

  async function ask(first, firstInit) {
    let [url, init] = [bend(new URL(first)), firstInit];
    for (let count = 0; count < MOST_REDIRECTIONS; count += 1) {
      if (stopAt.some((address) => url.href.startsWith(address))) return show(url, 0, '');
      const answer = await exchange(url, init);
      if (!answer.next) return show(url, answer.status, answer.html);
      [url, init] = [bend(new URL(answer.next, url)), undefined];
    }
    throw new Error(`redirected without end, last to ${url.origin}${url.pathname}`);
  }

  // As a browser that goes from page to page asks; `fetch` would say otherwise. A
  // connection each: a kept one may be closing when it is used.
  async function exchange(url, { method = 'GET', body = '', headers = {} } = {}) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const type = method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } : {};
    const asked = request(url, { method, agent: false, headers: { ...NAVIGATION, ...type, ...headers, cookie }, signal: AbortSignal.timeout(BOUND) });
    asked.end(body);
    const [answer] = await once(asked, 'response');
    for (const line of answer.headers['set-cookie'] ?? []) keep(line);
    return { status: answer.statusCode, next: answer.headers.location, html: await text(answer) };
  }

  function keep(line) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
    if (/max-age=0|expires=Thu, 0?1[ -]Jan[ -]1970/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }

  function show(url, status, html) {
    page = { url: url.href, status, html };
    return page;
  }

  const visit = {
    get page() {
      return page;
    },
    cookies,
    open: (url) => ask(url),
    follow(name) {
      const link = linkTo(page.html, name);
      assert.ok(link, `no link « ${name} » on ${page.url}: ${words(page.html)}`);
      return ask(new URL(link, page.url));
    },
    // Presses a button, with what is typed in fields, by their names.
    submit(button, typed = {}) {
      const form = formWith(page.html, button);
      assert.ok(form, `no button « ${button} » on ${page.url}: ${words(page.html)}`);
      const sent = new URLSearchParams([...form.sent, ...Object.entries(typed)]);
      const target = new URL(form.action, page.url);
      if (form.method === 'get') target.search = sent;
      return ask(target, form.method === 'get' ? undefined : { method: 'POST', body: String(sent), headers: { origin: new URL(page.url).origin } });
    },
    offers: (button) => formWith(page.html, button) !== undefined,
    says: (expected) => assert.match(words(page.html), expected, `${page.status} ${page.url}`),
  };
  return visit;
}
