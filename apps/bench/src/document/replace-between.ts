/**
 * Replaces what stands between `<!-- name -->` and `<!-- /name -->` in a document.
 *
 * @throws an Error if the marks are not there, once each
 */
export function replaceBetween(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const parts = document.split(begin);
  const rest = parts[1]?.split(end);
  if (parts.length !== 2 || rest?.length !== 2) throw new Error(`The document has no ${begin} … ${end}, or several.`);
  return `${parts[0]}${begin}\n\n${text}\n\n${end}${rest[1]}`;
}
