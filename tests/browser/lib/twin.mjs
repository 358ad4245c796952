// A page without scripts, opened again where they work: its own are kept out,
// what it shows without them is kept in.

// By browser: the page that plays the twin of each, and the HTML it has to show.
const twins = new WeakMap();

export async function twinOf(page) {
  const browser = page.context().browser();
  if (!twins.has(browser)) twins.set(browser, open(browser));
  const twin = await twins.get(browser);
  twin.html = (await page.content()).replaceAll(/<\/?noscript[^>]*>/g, '');
  await twin.page.setViewportSize(page.viewportSize());
  await twin.page.goto(page.url().split('#')[0]);
  return twin.page;
}

async function open(browser) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const twin = { page: await context.newPage(), html: '' };
  await twin.page.route('**/*', (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: twin.html });
    return request.resourceType() === 'script' ? route.abort() : route.continue();
  });
  return twin;
}
