/** One file of a package. */
export interface PackageFile {
  /** Within the package, for people to find it by. */
  readonly name: string;
  readonly text: string;
}

/** True for files of a package that may be definitions: examples are none, and neither is what packagers keep beside. */
export function isDefinitionFile(name: string): boolean {
  const parts = name.split('/');
  const file = parts.at(-1) ?? '';
  if (!/\.(json|xml)$/i.test(file) || file.startsWith('.') || file === 'package-lock.json') return false;
  return !parts.slice(0, -1).some((part) => /^(examples?|openapi|node_modules|\..*)$/i.test(part));
}
