const allowedScheme = /^(?:https?|mailto|tel):/i;
const anyScheme = /^[a-z][a-z0-9+.-]*:/i;

/**
 * Gives back an address that cannot run script: relative, `http:`, `https:`, `mailto:` or `tel:`. Anything else
 * (`javascript:`, `data:`, ...), also when hidden behind white space or control characters, becomes `#`.
 */
export function safeUrl(address: string): string {
  // Browsers ignore these characters when they look for a scheme: https://url.spec.whatwg.org/#concept-basic-url-parser
  const seen = address.replace(/[\p{Cc}\p{Cf}\s]/gu, '');
  if (anyScheme.test(seen) && !allowedScheme.test(seen)) return '#';
  return address.trim();
}
