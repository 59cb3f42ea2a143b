/** A list of names written as one text with commas, so that a table of names stays a few lines long. */
export function names(text: string): readonly string[] {
  return text.split(', ');
}
