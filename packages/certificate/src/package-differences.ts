import type { Certificate } from './certificate.ts';
import type { PackageDigest, PackagePart } from './package/digest-package.ts';

/** In what a package is not the one that was tried; nothing if it is. */
export function packageDifferences({ package: tried, environment }: Certificate, found: PackageDigest): string[] {
  if (tried.name !== found.name)
    return [`It is about ${tried.name}, and this is ${found.name}. Give the certificate of this package.`];
  if (tried.digest === found.digest) return [];
  const parts = [
    ...partsWithout(found.closure, tried.closure).map((part) => sentence(part, tried.closure)),
    ...partsWithout(tried.closure, found.closure)
      .filter((part) => !found.closure.some(({ name }) => name === part.name))
      .map(({ name, version }) => `${name} ${version} is not there`),
  ];
  const what = parts.length === 0 ? 'its parts depend on each other in another way' : parts.slice(0, 8).join('; ');
  const more = parts.length > 8 ? `; and ${parts.length - 8} more` : '';
  const elsewhere =
    environment.platform === process.platform && environment.architecture === process.arch
      ? ''
      : ` It was tried on ${environment.platform} ${environment.architecture}, and native parts differ there.`;
  return [
    `This is not the package that was tried: ${what}${more}.${elsewhere} Install exactly what was tried, or have this tried: baseplate conform.`,
  ];
}

function partsWithout(parts: readonly PackagePart[], others: readonly PackagePart[]): readonly PackagePart[] {
  const known = new Set(others.map(({ name, version, digest }) => `${name} ${version} ${digest}`));
  return parts.filter(({ name, version, digest }) => !known.has(`${name} ${version} ${digest}`));
}

function sentence({ name, version }: PackagePart, tried: readonly PackagePart[]): string {
  const namesakes = tried.filter((part) => part.name === name);
  if (namesakes.some((part) => part.version === version)) return `${name} ${version} has other files`;
  if (namesakes.length === 0) return `${name} ${version} was not part of it`;
  return `${name} is version ${version}, and ${namesakes.map((part) => part.version).join(', ')} was tried`;
}
