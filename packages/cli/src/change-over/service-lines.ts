import { isDeepStrictEqual } from 'node:util';
import type { PlanStep, ServiceChange, ServiceFacts } from '@baseplate-epr/composer';

/** What becomes of the services, in lines for a person. */
export function serviceLines({
  from,
  to,
  changes,
}: Extract<PlanStep, { readonly kind: 'services' }>): readonly string[] {
  return [
    ...changes.flatMap(changeLines),
    ...(isSame(from.grants, to.grants) ? [] : ['grants: what services may do by themselves changes with them']),
    'services: all of this together',
    '  does   loads what is new beside the old in every process, sees that it is well, then puts it in front everywhere; whoever has a',
    '         page open keeps the session and what is half written, and gets the new one with the next page',
    '  holds  nothing; the old ones finish what is in their hands, and are stopped',
    '  risk   if one process cannot load them the old ones stay everywhere; baseplate rollback puts the old ones back',
  ];
}

function isSame(left: object = {}, right: object = {}): boolean {
  return isDeepStrictEqual(left, right);
}

function changeLines({ from, to, newScopes, risks }: ServiceChange): readonly string[] {
  return [
    `services: ${wayOf(from, to)}`,
    ...(newScopes.length === 0
      ? []
      : [`  asks   ${from === undefined ? 'for' : 'in addition for'} ${newScopes.join(' ')}`]),
    ...risks.map((risk) => `  risk   ${risk}`),
  ];
}

function wayOf(from: ServiceFacts | undefined, to: ServiceFacts | undefined): string {
  if (from === undefined) return to === undefined ? '' : `+ ${wordsOf(to)}`;
  if (to === undefined) return `− ${wordsOf(from)}`;
  const isSame = from.reference.package === to.reference.package && from.version === to.version;
  const other = from.reference.module === to.reference.module ? 'other settings' : `from ${to.reference.module}`;
  return isSame ? `${wordsOf(to)}: ${other}` : `${wordsOf(from)} → ${wordsOf(to)}`;
}

function wordsOf({ name, reference, version, runs }: ServiceFacts): string {
  const what = version === undefined ? reference.package : `${reference.package} ${version}`;
  return `${name} (${what}${runs === 'inline' ? '' : `, ${runs}`})`;
}
