import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import { jsonFromXml, type ParsedResource, parseResource } from '@baseplate-epr/fhir';
import type { PackageFile } from './package-file.ts';
import { readArchive } from './read-archive.ts';
import { readFolder } from './read-folder.ts';

/** A FHIR package: https://hl7.org/fhir/packages.html */
export interface FhirPackage {
  readonly name: string;
  readonly version: string;
  readonly definitions: readonly PackageDefinition[];
  /** Files that could not be used at all, and why. */
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
  /** Resources that are no profiles or terminology, such as capability statements. */
  readonly passedOver: number;
}

/** One definition in a package. */
export interface PackageDefinition {
  readonly file: string;
  readonly parsed: ParsedResource;
}

/** What is kept in the record of a package. */
const kept = new Set(['StructureDefinition', 'ValueSet', 'CodeSystem', 'ConceptMap', 'NamingSystem']);

/**
 * Reads a package: a `.tgz`, a folder, or a folder of loose resources in JSON or XML. Its name and version stand in `package.json`;
 * without one the folder gives the name.
 *
 * @throws BaseplateError `input-invalid` if there is no package at the path
 */
export async function readPackage(path: string): Promise<FhirPackage> {
  const about = await stat(path).catch((cause) => {
    throw new BaseplateError({ code: 'input-invalid', message: `${path} is not there. Check the path.`, cause });
  });
  const files = about.isDirectory() ? await readFolder(resolve(path)) : await readArchive(path);
  const manifest = manifestOf(files);
  const fallback = basename(resolve(path)).replace(/\.tgz$|\.tar\.gz$/i, '');
  const definitions: PackageDefinition[] = [];
  const unreadable: { file: string; reason: string }[] = [];
  let passedOver = 0;
  for (const file of files) {
    if (isManifest(file)) continue;
    const read = readResource(file);
    if (typeof read === 'string') unreadable.push({ file: file.name, reason: read });
    else if (kept.has(String(read.resource.resourceType))) definitions.push({ file: file.name, parsed: read });
    else passedOver += 1;
  }
  if (definitions.length === 0) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `There are no profiles, value sets or code systems in ${path}. Give a FHIR package, or a folder of such resources.`,
    });
  }
  return {
    name: manifest.name ?? fallback,
    version: manifest.version ?? 'unversioned',
    definitions,
    unreadable,
    passedOver,
  };
}

function readResource({ name, text }: PackageFile): ParsedResource | string {
  try {
    return parseResource(/\.xml$/i.test(name) ? jsonFromXml(text) : text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (isBaseplateError(error)) return error.message;
    throw error;
  }
}

function isManifest({ name }: PackageFile): boolean {
  return basename(name) === 'package.json';
}

function manifestOf(files: readonly PackageFile[]): { readonly name?: string; readonly version?: string } {
  const [manifest] = files.filter(isManifest).toSorted((a, b) => a.name.length - b.name.length);
  if (manifest === undefined) return {};
  const read = readResource(manifest);
  if (typeof read === 'string') {
    throw new BaseplateError({ code: 'input-invalid', message: `The package’s manifest cannot be read. ${read}` });
  }
  const { name, version } = read.resource;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof version === 'string' ? { version } : {}),
  };
}
