import { fragmentResult } from './fragment-result.ts';

/**
 * What the composer takes away from a fragment before a shell shows it, as tags and attributes; `undefined` if it refuses the whole of it.
 * For whoever tries a service.
 */
export async function lostFromFragment(html: string, linkBase: string): Promise<readonly string[] | undefined> {
  const result = await fragmentResult(new Response(html, { status: 200 }), linkBase);
  if (result?.outcome !== 'content') return undefined;
  const kept = countNames(result.html);
  const lost: string[] = [];
  for (const [name, count] of countNames(html)) if ((kept.get(name) ?? 0) < count) lost.push(name);
  return lost;
}

const tag = /<([a-z][a-z0-9-]*)((?:\s+[^\s=<>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*\/?>/gi;
const attribute = /\s+([^\s=<>"'/]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?/g;

/** How often each tag, and each attribute of a tag, is there. */
function countNames(html: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  // A class that is empty says nothing, and is not kept.
  for (const [, name = '', attributes = ''] of html.replaceAll(/\sclass="\s*"/g, '').matchAll(tag)) {
    add(`<${name.toLowerCase()}>`);
    for (const [, member = ''] of attributes.matchAll(attribute))
      add(`<${name.toLowerCase()} ${member.toLowerCase()}>`);
  }
  return counts;
}
