import { type MetaItem, type MetaSets, metaSetNames } from './meta-sets.ts';

/** What of `more` is not in `sets` yet, each item once; undefined if that is nothing. */
export function metaItemsMissing(sets: MetaSets, more: MetaSets): MetaSets | undefined {
  return changedSets((name) => {
    const known = new Set(sets[name]?.map(({ key }) => key));
    const missing: MetaItem[] = [];
    for (const item of more[name] ?? []) {
      if (known.has(item.key)) continue;
      known.add(item.key);
      missing.push(item);
    }
    return missing.length === 0 ? undefined : missing;
  });
}

/** The sets that `more` changes, with what they lack of it after what they have; undefined if they lack nothing. */
export function metaSetsWith(sets: MetaSets, more: MetaSets): MetaSets | undefined {
  const missing = metaItemsMissing(sets, more);
  return changedSets((name) => {
    const added = missing?.[name];
    return added === undefined ? undefined : [...(sets[name] ?? []), ...added];
  });
}

/** The sets that hold something of `gone`, without it; empty where nothing is left; undefined if they hold nothing of it. */
export function metaSetsWithout(sets: MetaSets, gone: MetaSets): MetaSets | undefined {
  return changedSets((name) => {
    const keys = new Set(gone[name]?.map(({ key }) => key));
    const left = sets[name]?.filter(({ key }) => !keys.has(key));
    return left?.length === sets[name]?.length ? undefined : left;
  });
}

function changedSets(change: (name: (typeof metaSetNames)[number]) => readonly MetaItem[] | undefined) {
  const changed = metaSetNames.flatMap((name) => {
    const items = change(name);
    return items === undefined ? [] : [[name, items] as const];
  });
  return changed.length === 0 ? undefined : (Object.fromEntries(changed) as MetaSets);
}
