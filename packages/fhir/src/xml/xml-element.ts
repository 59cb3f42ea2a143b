import type { XmlPlace } from './xml-fault.ts';

/** An element of FHIR XML, or the whole XHTML of a narrative. */
export interface XmlElement extends XmlPlace {
  /** Name without prefix: `Patient`, `birthDate`. */
  readonly name: string;
  readonly id: string | undefined;
  readonly url: string | undefined;
  readonly value: string | undefined;
  readonly children: XmlElement[];
  /** For the `div` of a narrative: its markup as it was written. */
  readonly xhtml?: string;
}
