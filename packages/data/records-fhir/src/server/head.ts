import { isJsonObject, type JsonObject } from '@baseplate-epr/fhir';

/** Type of the head. */
export const headType = 'Basic';
/** Id of the head. */
export const headId = 'baseplate-record-head';
/** Where the head is, below the base. */
export const headPath = `/${headType}/${headId}`;

/**
 * The head: one Basic resource that every commit of every process writes as well, naming the version of it that it has seen. So of two
 * commits that have seen the same state the server takes one and refuses the other (R4 §3.1.0.5, If-Match), and all commits have one order.
 */
export interface Head {
  /** Names the last commit, so that one whose acknowledgement was lost can be found. */
  readonly commit: string;
  readonly fence: { readonly epoch: number; readonly successor: string } | undefined;
  /** Commits of a lower generation are refused. */
  readonly generation: number | undefined;
}

const urn = 'urn:baseplate-epr:record-head';
// A server that does not keep these digits would change a dose: R4 wants the precision of decimals kept (datatypes, decimal).
const digits = '1.10';

/** The head as a resource. */
export function headText({ commit, fence, generation }: Head): string {
  const facts = {
    commit,
    ...(fence === undefined ? {} : { epoch: String(fence.epoch), successor: fence.successor || 'none' }),
    ...(generation === undefined ? {} : { generation: String(generation) }),
  };
  const parts = Object.entries(facts).map(([url, valueString]) => JSON.stringify({ url, valueString }));
  const code = {
    coding: [{ system: urn, code: 'head' }],
    text: 'Kept by Baseplate: every commit to this record writes it. Do not change or delete it.',
  };
  return `{"resourceType":"${headType}","id":"${headId}","extension":[{"url":"${urn}","extension":[${parts.join(',')},{"url":"digits","valueDecimal":${digits}}]}],"code":${JSON.stringify(code)}}`;
}

/** Reads a head back; undefined if the resource is none. */
export function readHead(resource: JsonObject): Head | undefined {
  const extensions = Array.isArray(resource.extension) ? resource.extension.filter(isJsonObject) : [];
  const parts = extensions.find(({ url }) => url === urn)?.extension;
  if (!Array.isArray(parts)) return undefined;
  const facts = new Map(
    parts
      .filter(isJsonObject)
      .flatMap(({ url, valueString }): [string, string][] =>
        typeof url === 'string' && typeof valueString === 'string' ? [[url, valueString]] : [],
      ),
  );
  const commit = facts.get('commit');
  if (commit === undefined) return undefined;
  const epoch = facts.get('epoch');
  const generation = facts.get('generation');
  return {
    commit,
    fence: epoch === undefined ? undefined : { epoch: Number(epoch), successor: facts.get('successor') ?? '' },
    generation: generation === undefined ? undefined : Number(generation),
  };
}

/** Whether a server that was given a head has kept the digits in it. */
export function keepsDigits(text: string): boolean {
  return /"valueDecimal"\s*:\s*1\.10\s*[,}]/.test(text);
}
