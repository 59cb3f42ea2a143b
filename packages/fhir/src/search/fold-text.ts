/** Longest folded text that is indexed, in UTF-16 code units. */
export const foldedLength = 512;

/** More is not looked at: of text that goes on so long, enough is left when marks, punctuation and white space are gone. */
const looked = 16 * foldedLength;

const plain = /^[0-9a-z]+(?: [0-9a-z]+)*$/;
/** The same before lower case: all that folding does to it. */
const plainInAnyCase = /^[0-9A-Za-z]+(?: [0-9A-Za-z]+)*$/;
const ascii = /^[\x20-\x7e]*$/;
const apostrophes = /['‘’ʼ`´]+/g;
const separators = /[\p{P}\s]+/gu;

/** Letters that carry their mark inside, which Unicode therefore does not decompose, as people type them without it; and a sigma that is one wherever it stands. */
const strokedLetters: Readonly<Record<string, string>> = {
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ŧ: 't',
  ς: 'σ',
};
const stroked = new RegExp(`[${Object.keys(strokedLetters).join('')}]`, 'g');

/**
 * Folds human text for comparison, as https://hl7.org/fhir/R4/search.html#string asks: compatibility decomposition without combining
 * marks, also of letters such as “ł” and “ø” whose mark is part of them, lower case, punctuation and white space not told apart, cut
 * to {@link foldedLength}. “Núñez  GARCÍA” and “nunez garcia” fold alike, and so do “O’Brien” and “obrien”, “Smith-Jones” and “smith
 * jones”; folding what is folded changes nothing.
 */
export function foldText(text: string): string {
  if (text.length <= foldedLength) {
    if (plain.test(text)) return text;
    if (plainInAnyCase.test(text)) return text.toLowerCase();
  }
  const folded = foldWhole(text.length <= looked ? text : text.slice(0, looked));
  return folded.length <= foldedLength ? folded : cut(folded);
}

/** The same, however long it gets. */
export function foldWhole(text: string): string {
  return words(ascii.test(text) ? text.toLowerCase() : plainLetters(stripMarks(stripMarks(text).toLowerCase())));
}

function stripMarks(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}

function plainLetters(text: string): string {
  return text.replace(stroked, (letter) => strokedLetters[letter] ?? letter);
}

/** An apostrophe stands inside a word, other punctuation between words. */
function words(text: string): string {
  return text.replace(apostrophes, '').replace(separators, ' ').trim();
}

/** Never between the halves of a surrogate pair, nor after a space. */
function cut(text: string): string {
  const last = text.charCodeAt(foldedLength - 1);
  const end = last >= 0xd800 && last < 0xdc00 ? foldedLength - 1 : foldedLength;
  return text.slice(0, end).trimEnd();
}
