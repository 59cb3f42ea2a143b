import { resourceLimit } from '@baseplate-epr/record';
import { bodyFormat, type FhirFormat } from '../request/media-type.ts';
import { readBytes } from '../request/read-body.ts';
import type { Answer } from '../response/respond.ts';
import type { Interaction } from './interaction.ts';

/** The two ways of writing a Binary. */
export interface BinaryWays {
  /** The body is the resource. */
  readonly resource: (interaction: Interaction) => Promise<Answer>;
  /** The body is what the resource is to hold. */
  readonly bytes: (interaction: Interaction) => Promise<Answer>;
}

/**
 * A body for Binary in a media type of FHIR: the data “is accepted as is and treated as the content of a Binary, … except for the
 * special case where the content is actually a Binary resource” (https://hl7.org/fhir/R4/binary.html#rest).
 */
export async function writeBinaryOfFhirType(interaction: Interaction, ways: BinaryWays): Promise<Answer> {
  const { request, limits } = interaction;
  const format = bodyFormat(request);
  const body = await readBytes(request, resourceLimit(limits, 'Binary'));
  const { url, method, headers } = request;
  const again = { ...interaction, request: new Request(url, { method, headers, body: Uint8Array.from(body) }) };
  return isBinary(new TextDecoder().decode(body), format) ? ways.resource(again) : ways.bytes(again);
}

/** An empty body is no content either; the resource says so. */
function isBinary(text: string, format: FhirFormat): boolean {
  if (text.trim() === '') return true;
  return (format === 'json' ? typeInJson(text) : typeInXml(text)) === 'Binary';
}

function typeInJson(text: string): unknown {
  const first = /^\s*\{\s*"resourceType"\s*:\s*"([A-Za-z]*)"/.exec(text)?.[1];
  if (first !== undefined) return first;
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && 'resourceType' in found ? found.resourceType : undefined;
  } catch {
    return undefined;
  }
}

/** The name of the root element, whatever its prefix. */
function typeInXml(text: string): string | undefined {
  return /^\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*)*<(?:[\w.-]+:)?(\w+)/.exec(text)?.[1];
}
