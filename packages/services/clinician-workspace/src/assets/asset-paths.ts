import { createHash } from 'node:crypto';
import { clinicalStyles, droppedVariants, keptComponents } from '@baseplate-epr/clinical-format';
import nhsukFrontend from 'nhsuk-frontend/package.json' with { type: 'json' };
import { workspaceScript } from '../browser/workspace-script.ts';
import { workspaceStyles } from './workspace-styles.ts';

/** Style sheet of this package and of the cards of every service. */
export const ownStyles = clinicalStyles + workspaceStyles;

/**
 * Paths of the workspace's files. Each carries a digest of what the file is made from, so a path's bytes never change and browsers
 * may keep them. The NHS style sheet is made at the start, from a version of `nhsuk-frontend` and a list of components.
 */
export const nhsukStylesPath = `/assets/nhsuk-${nhsukFrontend.version}.${digest([...keptComponents, ...droppedVariants].join(' '))}.css`;
export const ownStylesPath = `/assets/workspace.${digest(ownStyles)}.css`;
export const scriptPath = `/assets/workspace.${digest(workspaceScript)}.js`;

/** All of {@link nhsukStylesPath}, {@link ownStylesPath} and {@link scriptPath}. */
export const assetPaths: readonly string[] = [nhsukStylesPath, ownStylesPath, scriptPath];

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
