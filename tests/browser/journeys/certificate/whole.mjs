// A birth certificate from the search to the answer: one citizen, one agent, the
// same way for every kind of visitor.
import { tagged, visit } from '../../lib/browser.mjs';
import { lookAs } from '../../lib/look.mjs';
import { account } from '../../lib/people.mjs';
import * as agent from './agent.mjs';
import * as citizen from './citizen.mjs';
import * as form from './form.mjs';
import { bothReadTheSame } from './story.mjs';

// `cell` is the kind of visitor that both are; `login` is the agent's.
export async function certificate({ demo, browser }, cell, login) {
  const roles = {
    demo,
    jeanne: { login: `jeanne.${tagged(cell)}@example.org`, password: 'quatre chats dorment au soleil' },
    agent: account(demo, login),
    see: lookAs(cell),
  };
  const first = await visit(browser, cell);
  await citizen.searches(first.page, roles);
  await citizen.makesAnAccount(first.page, roles);
  await form.beginsAndStops(first.page, roles);
  await first.close();

  const [hers, his] = [await visit(browser, cell), await visit(browser, cell)];
  await citizen.comesBack(hers.page, roles);
  await form.goesOn(hers.page, roles);
  const reference = await form.sends(hers.page, roles);
  await citizen.isTold(hers.page, roles, reference);

  await agent.opensHerQueue(his.page, roles);
  await agent.takes(his.page, roles, reference);
  await agent.asksForWhatIsMissing(his.page, roles);
  await citizen.answers(hers.page, roles);
  await agent.readsTheAnswer(his.page, roles);
  await agent.writes(his.page, roles);
  await agent.decides(his.page, roles);
  await citizen.readsTheDecision(hers.page, roles);
  await bothReadTheSame(hers.page, his.page);
  await hers.close();
  await his.close();
}
