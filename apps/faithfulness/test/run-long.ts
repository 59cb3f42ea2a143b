// The long checks, one after the other; each says what it found and sets the exit code if something is wrong. One that fails keeps no other
// from being made.
for (const check of [
  () => import('./uk-core/run-uk-core.ts'),
  () => import('./examples/run-examples.ts'),
  () => import('./waits/run-waits.ts'),
  () => import('./fuzz/run-fuzz.ts'),
]) {
  try {
    await check();
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}
