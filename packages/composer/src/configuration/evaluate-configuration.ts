import { pathToFileURL } from 'node:url';

// Runs in a process of its own: evaluates one configuration file and sends what it exports to the parent, as plain data.
const file = process.argv[2] ?? '';
// Whoever asked was killed: nobody is left to be told.
process.on('error', () => process.exit(1));
try {
  const exports: { readonly default?: unknown } = await import(pathToFileURL(file).href);
  process.send?.({ configuration: exports.default ?? null });
} catch (error) {
  process.send?.({ failure: error instanceof Error ? error.message : String(error) });
}
process.disconnect?.();
