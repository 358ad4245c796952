// What is made just after an action: a document, a transfer.
import { until } from './bounded.mjs';

const BOUND = 30_000;

// Reloads the page until it shows something.
export function shows(page, locator) {
  return until(BOUND, `${locator} on ${page.url()}`, async () => {
    if ((await locator.count()) > 0) return true;
    await page.reload();
  });
}
