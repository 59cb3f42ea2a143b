import type { FoundValue } from './found-values.ts';
import { matchesToken } from './match-token.ts';
import { fields, text } from './oracle-resource.ts';

/** The resource of this server that a reference points at, as `Type/id`; anything else as it stands. */
export function pointsAt(reference: string, baseUrl: string): string {
  const relative = reference.startsWith(`${baseUrl}/`) ? reference.slice(baseUrl.length + 1) : reference;
  return /^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}(\/_history\/[A-Za-z0-9.-]+)?$/.test(relative)
    ? relative.split('/').slice(0, 2).join('/')
    : reference;
}

/** Where the value points; nowhere for a logical reference, or one into the resource itself. */
export function targetOf({ type, value }: FoundValue, baseUrl: string): string | undefined {
  if (typeof value !== 'string' && type !== 'Reference') {
    const { resourceType, id } = fields(value);
    return text(resourceType) === undefined ? undefined : `${String(resourceType)}/${String(id)}`;
  }
  const reference = text(value) ?? text(fields(value).reference);
  return reference === undefined || reference === '' || reference.startsWith('#')
    ? undefined
    : pointsAt(reference, baseUrl);
}

/** The type of what is at an address: the address shows it if it ends in `Type/id`, or else the parameter allows but one. */
function typeAt(address: string, targets: readonly string[]): string | undefined {
  const shown = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]+)?$/.exec(address)?.[1];
  return shown ?? (targets.length === 1 ? targets[0] : undefined);
}

/** `:identifier`: a token search in the identifier of the reference; `searched` still has its escapes. */
export function matchesIdentifier(found: FoundValue, searched: string): boolean | undefined {
  const identifier = fields(found.value).identifier;
  return identifier !== undefined && matchesToken({ type: 'Identifier', value: identifier }, searched, undefined);
}

/** https://hl7.org/fhir/R4/search.html#reference; `targets` are the types that the parameter may refer to. */
export function matchesReference(
  found: FoundValue,
  searched: string,
  modifier: string | undefined,
  baseUrl: string,
  targets: readonly string[],
): boolean | undefined {
  const target = targetOf(found, baseUrl);
  if (modifier === 'below') {
    // Of places in a hierarchy the oracle knows nothing.
    if (!searched.includes('://') || pointsAt(searched, baseUrl) !== searched) return undefined;
    if (target === undefined) return false;
    const [url = '', version] = searched.split('|');
    const [targetUrl, targetVersion = ''] = target.split('|');
    if (version === undefined) return targetUrl === url;
    return (
      targetUrl === url &&
      (targetVersion === version ||
        (/^[.\-+]/.test(targetVersion.slice(version.length)) && targetVersion.startsWith(version)))
    );
  }
  if (modifier !== undefined && !/^[A-Z]/.test(modifier)) return undefined;
  if (target === undefined) return false;
  if (/^[A-Za-z0-9.-]{1,64}$/.test(searched)) {
    const [type, id, ...more] = target.split('/');
    return more.length === 0 && id === searched && (modifier === undefined || type === modifier);
  }
  const wanted = pointsAt(searched, baseUrl);
  if (modifier !== undefined && modifier !== typeAt(wanted, targets)) return false;
  // A canonical is found with its version and without.
  return target === wanted || (found.type !== 'Reference' && target.split('|')[0] === wanted);
}
