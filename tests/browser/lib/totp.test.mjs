import assert from 'node:assert/strict';
import { test } from 'node:test';
import { totp } from './totp.mjs';

test('the codes of RFC 6238, appendix B', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const codes = [59, 1111111109, 20000000000].map((seconds) => totp(secret, seconds * 1000, 8));
  assert.deepEqual(codes, ['94287082', '07081804', '65353130']);
});
