// A client that is openid-client alone: no pages, its addresses are never asked for.
import * as oidc from 'openid-client';
import { signIn } from './citizen.mjs';
import { demo, issuer, register } from './provider.mjs';
import { visitor } from './visitor.mjs';

export const BACK = 'http://localhost:9/callback';

// Registers one, and reads the provider's metadata. `auth` is how it proves who
// it is, given its secret; `more` are options of `guichet client create`.
export async function relyingParty(name, { auth = oidc.ClientSecretBasic, more } = {}) {
  const client = await register(name, { redirect: [BACK], more });
  return { ...client, config: await configured(client, auth(client.client_secret)) };
}

export const configured = ({ client_id }, auth, metadata) =>
  oidc.discovery(new URL(issuer), client_id, metadata, auth, { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] });

// What is asked, and what will be checked. A value of `undefined` leaves a parameter out.
export async function request(changes = {}) {
  const checks = { expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce(), pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
  const code_challenge = await oidc.calculatePKCECodeChallenge(checks.pkceCodeVerifier);
  const secrets = { state: checks.expectedState, nonce: checks.expectedNonce, code_challenge, code_challenge_method: 'S256' };
  const asked = { redirect_uri: BACK, scope: 'openid profile email', ...secrets, ...changes };
  return { asked: Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)), checks };
}

// A new visitor goes to an authorization address and answers what she is shown:
// where she ends, at the client, and she.
export async function goTo(url, visit = visitor({ stopAt: [BACK] })) {
  await visit.open(url);
  if (visit.offers('Se connecter')) await signIn(visit, demo);
  return { back: new URL(visit.page.url), visit };
}

// The whole way to a code.
export async function authorize({ config }, changes) {
  const { asked, checks } = await request(changes);
  return { ...(await goTo(oidc.buildAuthorizationUrl(config, asked))), checks };
}

// The whole way to tokens; `visit` is who agreed.
export async function tokensOf(party, { changes, options } = {}) {
  const { back, checks, visit } = await authorize(party, changes);
  const tokens = await oidc.authorizationCodeGrant(party.config, back, checks, undefined, options);
  return { tokens, back, checks, visit };
}

// What a refused call says: its error.
export const refusal = (promise) =>
  promise.then(
    () => 'nothing was refused',
    (error) => error.error ?? error.cause?.[0]?.parameters?.error ?? `${error.code}: ${error.message}`,
  );
