/** A letter in parts, before it is drawn as text or HTML. */
export interface Letter {
  readonly title: string;
  /** The department at the head. */
  readonly from: string;
  readonly date: string;
  readonly recipient: string;
  readonly patientLines: readonly string[];
  readonly sections: readonly LetterSection[];
  readonly signature: string;
}

/** A heading with paragraphs, or with a list. */
export interface LetterSection {
  readonly heading: string;
  readonly paragraphs?: readonly string[];
  readonly items?: readonly string[];
}
