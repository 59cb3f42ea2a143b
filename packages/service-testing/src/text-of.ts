/** The five that `html` of clinical-format and sanitisers write; others are numbers. */
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** What a person reads of markup: without tags, character references as what they stand for, white space collapsed. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(
      /&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|([a-z]+));/g,
      (whole, decimal?: string, hexadecimal?: string, name?: string) => {
        if (name !== undefined) return named[name] ?? whole;
        return String.fromCodePoint(decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal));
      },
    )
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:;])/g, '$1')
    .trim();
}
