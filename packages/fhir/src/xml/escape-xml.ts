const special = /[<>&"\t\n\r]/g;
const written: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  // As they stand, a reader would make spaces of them.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** A text as it stands in an attribute in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(special, (character) => written[character] ?? character);
}
