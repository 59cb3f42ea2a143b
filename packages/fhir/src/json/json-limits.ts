/** How much JSON text is accepted. */
export interface JsonLimits {
  /** Greatest nesting of objects and arrays; at most 512. Default 64. */
  readonly maxDepth?: number;
  /** Greatest length of the text, in UTF-16 code units. Default 64 Mi. */
  readonly maxLength?: number;
}

/** The limits in force when none are given. The reader recurses, so a depth above 512 is never allowed. */
export const defaultJsonLimits: Required<JsonLimits> = { maxDepth: 64, maxLength: 64 * 1024 * 1024 };

/** The limits with defaults filled in, the depth capped at what the reader's recursion is safe for. */
export function resolveJsonLimits(limits: JsonLimits = {}): Required<JsonLimits> {
  const { maxDepth, maxLength } = { ...defaultJsonLimits, ...limits };
  return { maxDepth: Math.min(maxDepth, 512), maxLength };
}

/** For a text that was accepted before: no longer held against what a caller may send. As deep as any limit allows, so that reading ends. */
export const keptTextLimits: JsonLimits = { maxDepth: 512, maxLength: Number.POSITIVE_INFINITY };
