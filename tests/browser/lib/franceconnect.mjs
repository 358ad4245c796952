// FranceConnect, as the demo simulates it.
import { submit, turn } from './forms.mjs';

// The words that its rules ask for.
export const BUTTON = 'S’identifier avec FranceConnect';

// Chooses somebody there, and goes on to the service.
export async function provesAtFranceConnect(page, login) {
  if (await page.getByRole('heading', { name: 'Je me connecte' }).isVisible()) {
    await page.locator(`label[for="${await page.locator(`input[name="login"][value="${login}"]`).getAttribute('id')}"]`).click();
    await submit(page, 'Se connecter');
  }
  await turn(page, page.getByRole('button', { name: /^Continuer sur/ }));
}

// Follows a link there.
export const goesOn = (page, words) => turn(page, page.getByRole('link', { name: words }));
