// Where things are in the repository.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export const program = process.env.GUICHET_BIN ?? join(root, 'target/debug/guichet');
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

// What a run leaves behind lies beside the program, out of the sources.
export const left = join(dirname(program), 'journeys');

// Pictures of a run, and those that the documentation shows.
export const screenshots = join(root, 'target/screenshots');
export const documented = join(root, 'docs/screenshots');
