/**
 * Leaves out of a minified style sheet every rule that is about other blocks than those named or about a dropped variant, the rules
 * for browsers that no longer exist, fonts that would be fetched from elsewhere, and pictures. Rules without an `nhsuk-` class stay.
 */
export function keepComponents(css: string, components: readonly string[], dropped: readonly string[] = []): string {
  const isKept = keeper(components, dropped);
  return keepRules(css, isKept);
}

type IsKept = (selector: string) => boolean;

function keepRules(css: string, isKept: IsKept): string {
  let result = '';
  let index = 0;
  while (index < css.length) {
    const open = css.indexOf('{', index);
    if (open < 0) break;
    const prelude = css.slice(index, open).replace(/^[^{]*@charset[^;]*;/, '');
    const close = endOfBlock(css, open);
    result += keepRule(prelude.trim(), css.slice(open + 1, close), isKept);
    index = close + 1;
  }
  return result;
}

function keepRule(prelude: string, body: string, isKept: IsKept): string {
  if (
    prelude.startsWith('@font-face') ||
    prelude.includes('screen\\0') ||
    prelude === '@media (-ms-high-contrast:none)'
  )
    return '';
  if (/^@(?:media|supports|container)/.test(prelude)) {
    const inside = keepRules(body, isKept);
    return inside === '' ? '' : `${prelude}{${inside}}`;
  }
  // Pictures of the design system are not served; a browser draws its own signs where one is left out.
  if (/url\(["']?\//.test(body)) return '';
  const selectors = splitSelectors(prelude).filter(isKept);
  return selectors.length === 0 || body === '' ? '' : `${selectors.join(',')}{${body}}`;
}

function keeper(components: readonly string[], dropped: readonly string[]): IsKept {
  const kept = new Set(components);
  const block = /\.nhsuk-((?:u-)?[a-z]+(?:-[a-z]+)*)(?![a-z])/g;
  const variant = new RegExp(`--(?:${dropped.join('|')})(?![a-z])`);
  return (selector) => {
    const named = selector.replace(/:not\([^()]*\)/g, '');
    if (dropped.length > 0 && variant.test(named)) return false;
    const size = /-(?:xxs|xs|s|m|l|xl|xxl)$/;
    return [...named.matchAll(block)].every(([, name = '']) => kept.has(name) || kept.has(name.replace(size, '')));
  };
}

/** At commas that do not stand in brackets. */
function splitSelectors(prelude: string): readonly string[] {
  return prelude.split(/,(?![^()]*\))/);
}

function endOfBlock(css: string, open: number): number {
  let depth = 0;
  for (let index = open; index < css.length; index += 1) {
    if (css[index] === '{') depth += 1;
    else if (css[index] === '}') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return css.length;
}
