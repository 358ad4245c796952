// Waiting, always with a bound.
import { setTimeout as pause } from 'node:timers/promises';

// The promise's value, or an error that says what was awaited.
export async function within(milliseconds, what, promise) {
  const bound = new AbortController();
  const late = pause(milliseconds, undefined, { signal: bound.signal }).then(() => {
    throw new Error(`${what}: nothing after ${milliseconds / 1000} s`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    bound.abort();
  }
}

// The first value of `probe` that is not undefined.
export async function until(milliseconds, what, probe) {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (performance.now() >= deadline) throw new Error(`${what}: nothing after ${milliseconds / 1000} s`);
    await pause(50);
  }
}
