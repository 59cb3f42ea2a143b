/** Most characters of an id. */
const longestId = 64;

/**
 * Where the slash stands in a text that is `Type/id` and nothing else, as nearly every reference is: letters beginning with a capital one, a
 * slash, a FHIR id. -1 for any other text, which may well be a reference of another form.
 *
 * Without a regular expression, since every reference of every resource comes by several times: matching makes a list of texts each time.
 */
export function plainReferenceSlash(text: string): number {
  if (!isCapital(text.charCodeAt(0))) return -1;
  let at = 1;
  let code = text.charCodeAt(at);
  while (isLetter(code)) {
    at += 1;
    code = text.charCodeAt(at);
  }
  if (code !== 0x2f) return -1;
  const slash = at;
  const idLength = text.length - slash - 1;
  if (idLength < 1 || idLength > longestId) return -1;
  for (at += 1; at < text.length; at += 1) {
    if (!isIdCharacter(text.charCodeAt(at))) return -1;
  }
  return slash;
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

function isLetter(code: number): boolean {
  return isCapital(code) || (code >= 0x61 && code <= 0x7a);
}

/** A letter, a digit, a hyphen or a dot. */
function isIdCharacter(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e;
}
