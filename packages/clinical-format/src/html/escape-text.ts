const special = /[&<>"'`]|(?![\t\n\r])\p{Cc}/gu;

const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * Escapes text for element content and for quoted attribute values. Control characters that HTML forbids are
 * dropped; tab, line feed and carriage return stay. Lone surrogates become U+FFFD, as a server would send them.
 */
export function escapeText(text: string): string {
  return text.toWellFormed().replace(special, (character) => replacements[character] ?? '');
}
