// What happened, as each side reads it.
import assert from 'node:assert/strict';

// Every dated line that the citizen reads stands in the agent's journal, in the same order.
export async function bothReadTheSame(citizen, agent) {
  await agent.reload();
  const hers = await story(citizen, 'Ce qui s’est passé');
  const his = await story(agent, 'Journal');
  assert.ok(hers.length >= 6, `a short story: ${hers}`);
  assert.deepEqual(his.filter((line) => hers.includes(line)), hers);
}

// « 22 novembre 2026 à 7 h 59, Demande reçue »: when and what, of each line.
async function story(page, title) {
  const section = page.getByRole('main').locator('section', { has: page.getByRole('heading', { name: title, exact: true }) });
  const lines = await section.locator('ol > li').allInnerTexts();
  return lines.map((line) => line.split('\n').filter(Boolean).slice(0, 2).join(', ').replace(/ · [^,]*/u, ''));
}
