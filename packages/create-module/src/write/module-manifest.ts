import type { Answers } from '../ask/answers.ts';
import type { PackageSources } from './package-sources.ts';

type Dependencies = Readonly<Record<string, string>>;

/** The package.json of a module, from the template's: its licence, and where each dependency comes from. */
export function moduleManifest(text: string, { licence }: Answers, sources: PackageSources): string {
  const manifest = JSON.parse(text) as { readonly dependencies: Dependencies; readonly devDependencies: Dependencies };
  const resolved = (dependencies: Dependencies) =>
    Object.fromEntries(Object.keys(dependencies).map((name) => [name, sources.rangeOf(name)]));
  const written = {
    ...manifest,
    license: licence,
    dependencies: resolved(manifest.dependencies),
    devDependencies: resolved(manifest.devDependencies),
    ...(sources.overrides === undefined ? {} : { overrides: sources.overrides }),
  };
  return `${JSON.stringify(written, undefined, 2)}\n`;
}
