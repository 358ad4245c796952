// What discovery announces: tests of the rest are skipped, and say why.
import { issuer } from './provider.mjs';

const BOUND = 10_000;

export const metadata = issuer ? await (await fetch(`${issuer}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(BOUND) })).json() : {};

// `skip` for a test of a feature that is there when `isAnnounced`.
export const skipUnless = (isAnnounced, what) => (isAnnounced ? false : `discovery does not announce ${what}`);

export const has = (list, value) => (metadata[list] ?? []).includes(value);

// For ID tokens signed so.
export const skipUnlessSigned = (alg) => skipUnless(has('id_token_signing_alg_values_supported', alg), alg);
