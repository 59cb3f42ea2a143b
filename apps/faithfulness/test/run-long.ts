// The long checks, one after the other; each says what it found and sets the exit code if something is wrong.
await import('./examples/run-examples.ts');
await import('./waits/run-waits.ts');
await import('./fuzz/run-fuzz.ts');
