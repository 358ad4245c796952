import { doubt } from '../lib/doubt.mjs';
import { tell } from '../lib/story.mjs';

tell('apache', { refreshes: false });
tell('apache', { refreshes: false, alg: 'RS256' });
doubt('apache', {
  believes: { 'a token that nobody signed': 'mod_auth_openidc 2.4.12 trusts the connection to the token endpoint (Core §3.1.3.7)' },
  hasWords: false,
});
