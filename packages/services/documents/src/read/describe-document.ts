import { codesOf, conceptText, sourceOf } from '@baseplate-epr/clinical-format';
import type { DocumentReference, Resource } from '@medplum/fhirtypes';

/** A document in words. */
export interface DocumentDescription {
  readonly title: string;
  /** "Outpatient letter"; "Kind not recorded". */
  readonly kind: string;
  /** FHIR date of the document; absent when nobody wrote it. */
  readonly date: string | undefined;
  readonly organisation: string | undefined;
  readonly author: string | undefined;
  /** "Superseded", "Entered in error", "Preliminary" …; absent for a current, final document. */
  readonly warning: string | undefined;
  /** Media type of its first content, without parameters; absent when nobody wrote it. */
  readonly contentType: string | undefined;
  /** Bytes of its first content, as its writer counted them. */
  readonly size: number | undefined;
}

const states = new Map([
  ['superseded', 'Superseded'],
  ['entered-in-error', 'Entered in error'],
]);
const stages = new Map([
  ['preliminary', 'Preliminary: not final'],
  ['amended', 'Amended'],
  ['entered-in-error', 'Entered in error'],
]);

/** Puts a DocumentReference into words; `directory` holds what tells where it comes from, `replaced` the ids of what others replace. */
export function describeDocument(
  document: DocumentReference,
  directory: readonly Resource[],
  replaced: ReadonlySet<string> = new Set(),
): DocumentDescription {
  const attachment = document.content[0]?.attachment;
  const kind = conceptText(document.type) ?? codesOf(document.category?.[0])[0]?.display ?? 'Kind not recorded';
  const { organisation, person } = sourceOf(document, directory);
  return {
    title: document.description ?? attachment?.title ?? kind,
    kind,
    date: document.date ?? attachment?.creation,
    organisation,
    author: person,
    warning: stateOf(document, replaced) ?? stages.get(document.docStatus ?? ''),
    contentType: attachment?.contentType?.split(';', 1)[0]?.trim().toLowerCase(),
    size: attachment?.size,
  };
}

function stateOf({ status, id = '' }: DocumentReference, replaced: ReadonlySet<string>): string | undefined {
  return states.get(status) ?? (replaced.has(id) ? states.get('superseded') : undefined);
}
