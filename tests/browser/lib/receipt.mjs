// What a service makes after the answer: its link, once the page shows it.
import { until } from './bounded.mjs';

const BOUND = 30_000;

// The link of this name, the page reloaded until it is there.
export async function eventually(page, name) {
  const link = page.getByRole('main').getByRole('link', { name }).first();
  await until(BOUND, `a link ${name} on ${page.url()}`, async () => {
    if ((await link.count()) > 0) return true;
    await page.waitForTimeout(250);
    await page.reload();
  });
  return link;
}
