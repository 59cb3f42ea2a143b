import type { DigitalService } from '@baseplate-epr/contracts';

/** Which module, as its reference names it. */
export interface LoadedFrom {
  readonly module: string;
  readonly factory: string;
  readonly options: object;
}

/** Imports the module and calls its factory. Errors are in words that may be told. */
export async function makeService({ module, factory, options }: LoadedFrom): Promise<DigitalService> {
  const exports: Readonly<Record<string, unknown>> = await import(module);
  const make = exports[factory];
  if (typeof make !== 'function') throw new Error(`It exports no function ${factory}.`);
  return (make as (given: object) => DigitalService)(options);
}
