import { createRequire } from 'node:module';
import type { ReadElement } from '../forms/read-forms.ts';

/** Looks at HTML as assistive technology meets it: what breaks WCAG 2.2 A and AA, as far as it shows without drawing the page. */
export interface Inspector {
  /** What is wrong with a fragment, placed in a page that has nothing else; empty if nothing is found. */
  fragment(html: string): Promise<readonly string[]>;
  /** What is wrong with a whole page. Its scripts are not run. */
  page(html: string): Promise<readonly string[]>;
  /** Where the links of a fragment or page lead. */
  linksOf(html: string): readonly string[];
  /** What of a page the policy of user interfaces does not run: script and style in the page itself, and script from elsewhere. */
  unrunIn(html: string): readonly string[];
  /** What a fragment or page holds. */
  read<Found>(html: string, reading: (page: Pick<ReadElement, 'querySelectorAll'>) => Found): Found;
  close(): void;
}

/** WCAG 2.2, levels A and AA: https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#axe-core-tags */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const frame = '<!doctype html><html lang="en"><head><title>Trial</title></head><body><main></main></body></html>';

// Types of a browser would become globals of every program that loads these packages' own, so the little that is used is written out.
interface BrowserDocument {
  querySelector(selector: string): { innerHTML: string } | null;
  querySelectorAll(selector: string): Iterable<BrowserElement>;
}
interface BrowserElement extends ReadElement {
  open?: boolean;
  readonly localName: string;
  getAttributeNames(): readonly string[];
}
interface BrowserWindow {
  readonly document: BrowserDocument;
  readonly axe: {
    run(context: BrowserDocument, options: object): Promise<{ readonly violations: readonly Violation[] }>;
  };
  eval(script: string): void;
  close(): void;
}
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}
interface Libraries {
  readonly jsdom: { readonly JSDOM: new (html: string, options: object) => { readonly window: BrowserWindow } };
  readonly axe: { readonly source: string };
}

/** Opens an {@link Inspector}: axe-core in jsdom, which are loaded here and not before, since only services need them. */
export function openInspector(): Inspector {
  const require = createRequire(import.meta.url);
  const libraries: Libraries = { jsdom: require('jsdom'), axe: require('axe-core') };
  const shared = openWindow(libraries, frame);
  const place = (html: string): BrowserDocument => {
    const main = shared.document.querySelector('main');
    if (main === null) throw new Error('The page that fragments are placed in has lost its main part.');
    main.innerHTML = html;
    return shared.document;
  };
  return {
    fragment: (html) => {
      place(html);
      return violationsIn(shared);
    },
    async page(html) {
      const window = openWindow(libraries, html);
      try {
        return await violationsIn(window);
      } finally {
        window.close();
      }
    },
    linksOf: (html) => [...place(html).querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''),
    unrunIn(html) {
      const { window } = new libraries.jsdom.JSDOM(html, {});
      try {
        return unrun(window.document);
      } finally {
        window.close();
      }
    },
    read: (html, reading) => reading(place(html)),
    close: () => shared.close(),
  };
}

function openWindow({ jsdom, axe }: Libraries, html: string): BrowserWindow {
  // 'outside-only': what is inspected runs no script; what inspects does.
  const { window } = new jsdom.JSDOM(html, { runScripts: 'outside-only', pretendToBeVisual: true });
  window.eval(axe.source);
  return window;
}

async function violationsIn({ document, axe }: BrowserWindow): Promise<readonly string[]> {
  for (const folded of document.querySelectorAll('details')) folded.open = true;
  const { violations } = await axe.run(document, {
    runOnly: tags,
    // Colours are known only where a page is drawn.
    rules: { 'color-contrast': { enabled: false } },
    resultTypes: ['violations'],
    preload: false,
  });
  return violations.map(({ id, help, nodes }) => {
    const [first] = nodes;
    return `${help} (${id}): ${first?.target.join(' ')}${nodes.length > 1 ? `, and ${nodes.length - 1} more` : ''}`;
  });
}

function unrun(document: BrowserDocument): readonly string[] {
  const found = new Set<string>();
  for (const element of document.querySelectorAll('*')) {
    const { localName } = element;
    const source = element.getAttribute('src');
    const isData = /json$/.test(element.getAttribute('type') ?? '');
    if (localName === 'style') found.add('a style element');
    if (localName === 'script' && source === null && !isData) found.add('script in the page');
    if (localName === 'script' && source !== null && !/^\/(?![/\\])/.test(source)) found.add('script from elsewhere');
    if (/^\s*javascript:/i.test(element.getAttribute('href') ?? '')) found.add('a link that runs script');
    for (const name of element.getAttributeNames())
      if (name === 'style' || /^on[a-z]/.test(name)) found.add(`the attribute ${name}`);
  }
  return [...found];
}
