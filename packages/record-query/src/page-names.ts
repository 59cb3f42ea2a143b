import { hash } from 'node:crypto';

/** A question as a statement asks it. */
export interface AskedPage {
  /** Shape of the statement; there are few. */
  readonly text: string;
  /** All that the answer depends on beside the shape and the compartment's resources. */
  readonly values: readonly (string | number | boolean | null)[];
}

/** Shapes of statements that are told apart at once; the texts are long, so questions are named by number. */
const shapesNumbered = 1000;

/** UTF-16 units of one shape, of all shapes, and of a name, that are kept as they are. The rules of a patient's own access make shapes of 24,000. */
const longestShape = 32_768;
const longestShapes = 2 * 1024 * 1024;
const longestName = 400;

/**
 * Gives questions names that tell them apart, none longer than a bound: a list of a thousand codes is part of a question, and a crowd of such would
 * take all memory there is. V8 gives long texts of one length the same place in a map, so they would be slow to find besides.
 */
export function createPageNames(): (question: AskedPage) => string {
  const shapes = new Map<string, number>();
  let numbered = 0;
  let units = 0;
  const numberOf = (text: string) => {
    const known = shapes.get(text);
    if (known !== undefined) return known;
    if (shapes.size >= shapesNumbered || units + text.length > longestShapes) {
      shapes.clear();
      units = 0;
    }
    numbered += 1;
    units += text.length;
    shapes.set(text, numbered);
    return numbered;
  };
  return ({ text, values }) => {
    const given = values.map(written).join();
    if (text.length > longestShape) return digest(`${text.length} ${text} ${given}`);
    const name = `${numberOf(text)} ${given}`;
    return name.length > longestName ? digest(name) : name;
  };
}

/** Begins with no digit, as other names do. What is hashed is well formed: JSON escapes half a character. */
function digest(name: string): string {
  return `#${hash('sha256', name, 'base64')}`;
}

/** JSON has no infinities, and a bound may be one. */
function written(value: string | number | boolean | null): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
