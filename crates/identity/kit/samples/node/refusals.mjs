// What went wrong, in words for the log: which check failed, never a token nor a
// datum of anybody.
const CHECKS = [
  [/"state"/, 'state is not the one we sent'],
  [/"iss"/, 'iss is not GrandLyon Connect'],
  [/"aud"/, 'aud is another service'],
  [/"exp"/, 'exp is past, or missing'],
  [/"nonce"/, 'nonce is not the one we sent'],
  [/"sub"/, 'sub of the data is somebody else'],
  [/"alg"/, 'the token is signed in another way than agreed'],
  [/signature/, 'the signature is wrong'],
];

export function why(error) {
  let inner = error;
  while (inner.cause instanceof Error) inner = inner.cause;
  if (inner.error) return `GrandLyon Connect answered ${inner.error}`;
  const [, words] = CHECKS.find(([check]) => check.test(inner.message)) ?? [];
  return words ? `${words} (${inner.message})` : inner.message;
}
