/**
 * Leaves out of a minified style sheet every rule that is about other blocks than those named, the rules for browsers that no longer
 * exist, and fonts that would be fetched from elsewhere. Rules without an `nhsuk-` class stay.
 */
export function keepComponents(css: string, components: readonly string[]): string {
  const kept = new Set(components);
  let result = '';
  let index = 0;
  while (index < css.length) {
    const open = css.indexOf('{', index);
    if (open < 0) break;
    const prelude = css.slice(index, open).replace(/^[^{]*@charset[^;]*;/, '');
    const close = endOfBlock(css, open);
    result += keepRule(prelude.trim(), css.slice(open + 1, close), kept, components);
    index = close + 1;
  }
  return result;
}

function keepRule(prelude: string, body: string, kept: ReadonlySet<string>, components: readonly string[]): string {
  if (
    prelude.startsWith('@font-face') ||
    prelude.includes('screen\\0') ||
    prelude === '@media (-ms-high-contrast:none)'
  )
    return '';
  if (/^@(?:media|supports|container)/.test(prelude)) {
    const inside = keepComponents(body, components);
    return inside === '' ? '' : `${prelude}{${inside}}`;
  }
  const selectors = splitSelectors(prelude).filter((selector) => isKept(selector, kept));
  return selectors.length === 0 || body === '' ? '' : `${selectors.join(',')}{${body}}`;
}

function isKept(selector: string, kept: ReadonlySet<string>): boolean {
  const named = selector.replace(/:not\([^()]*\)/g, '').matchAll(/\.nhsuk-((?:u-)?[a-z]+(?:-[a-z]+)*)(?![a-z])/g);
  return [...named].every(
    ([, block = '']) => kept.has(block) || kept.has(block.replace(/-(?:xxs|xs|s|m|l|xl|xxl)$/, '')),
  );
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
