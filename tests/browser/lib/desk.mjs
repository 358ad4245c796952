// The desk, from the door to a request.
import { follow, submit, turn } from './forms.mjs';
import { account, enter } from './people.mjs';

// Signs an agent in, with her second factor.
export const enterDesk = (page, demo, login) => enter(page, demo.sites.desk, account(demo, login));

// Opens a request by its number, in one's space.
export async function openRequest(page, demo, space, reference) {
  await page.goto(`${demo.sites.desk}/${space}`);
  await page.getByRole('searchbox').fill(reference);
  await submit(page, 'Rechercher');
  await follow(page, reference);
}

// Goes to what may be done with the request, in sight or folded.
export async function goTo(page, name) {
  const act = page.getByRole('main').getByRole('link', { name }).first();
  if (!(await act.isVisible())) await page.getByText('Autres actions').click();
  await turn(page, act);
}

// Goes to what takes a request in charge.
export const prepareToTake = (page) => goTo(page, /^Prendre/);

// Says that one takes it.
export async function take(page) {
  await turn(page, page.getByRole('main').getByRole('button', { name: /^Prendre/ }).first());
}
