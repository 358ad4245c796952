// Where a file of journeys plays: a demo and a browser, opened before its tests
// and closed after them.
import { after, before } from 'node:test';
import { launch, staying } from './browser.mjs';
import { sharedServer } from './server.mjs';
import { stopped } from './shots.mjs';

// What it holds is there once the tests begin: demo, sites, browser.
export function stage(start = sharedServer) {
  const held = {};
  let server;
  before(async () => {
    server = await start();
    held.demo = server.demo;
    held.sites = server.demo.sites;
    held.browser = await launch();
  });
  after(async () => {
    await stopped(staying);
    await held.browser?.close();
    await server?.stop();
  });
  return held;
}
