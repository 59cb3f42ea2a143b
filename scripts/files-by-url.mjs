// What compiled code loads by a URL beside itself at run time: programs of threads and processes, migrations. No import names them.

/** Targets of each `new URL(…, import.meta.url)` in a compiled file; `undefined` for one that cannot be told from its text. */
export function filesByUrl(code) {
  return [...code.matchAll(/new URL\(((?:(?!new URL\()[^;])*?),\s*import\.meta\.url,?\s*\)/g)].flatMap(([, first]) => {
    const compiled = first.replaceAll(/\$\{extname\(import\.meta\.url\)\}/g, '.js');
    const targets = [...compiled.matchAll(/(['"`])([^'"`]+)\1/g)]
      .map(([, , text]) => text)
      // One that runs as source as well names both forms, and asks which it is with the ending alone.
      .filter((text) => !text.endsWith('.ts'));
    return targets.length === 0 || targets.some((text) => /\$\{/.test(text)) ? [undefined] : targets;
  });
}
