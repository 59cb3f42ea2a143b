#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { endProgram } from './end-program.ts';
import { processTerminal } from './terminal/terminal.ts';

// Before anything else is imported, or it is compiled again at every start; the process that evaluates the configuration shares it.
const { directory } = enableCompileCache();
if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= directory;

// From source, threads read TypeScript by WebAssembly, and V8 13.6 now and then frees a wrapper that another thread has just replaced.
if (import.meta.url.endsWith('.ts')) setFlagsFromString('--wasm-wrapper-tiering-budget=2000000000');

/** Ctrl+C reaches this process twice at once when npm or a script runs it: from the terminal, and handed on. That is one wish. */
const oneWish = 1000;

const stopping = new AbortController();
let askedAt = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second signal means that the person does not want to wait for requests in hand.
    if (stopping.signal.aborted && performance.now() - askedAt > oneWish) process.exit(130);
    if (!stopping.signal.aborted) askedAt = performance.now();
    stopping.abort();
  });
}
// Whoever read what this program says may be gone: a terminal that was closed, a `| head`. An error about that could be told nobody, and
// telling it would fail in the same way, for ever. The record serves on without a word.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
const { runCommandLine } = await import('./run-command-line.ts');
const { takeStrayErrors } = await import('./stray-errors.ts');
const { systemContext } = await import('@baseplate-epr/composer');
let failed = false;
takeStrayErrors(process, {
  logger: systemContext().logger,
  stop: () => {
    failed = true;
    stopping.abort();
  },
});
const code = await runCommandLine({
  words: process.argv.slice(2),
  terminal: processTerminal(process.stdout, process.stderr, Date.now),
  signal: stopping.signal,
});
await endProgram(process, failed ? 70 : code);
