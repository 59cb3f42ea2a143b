import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { clinicalStyles } from '@baseplate-epr/clinical-format';
import nhsukFrontend from 'nhsuk-frontend/package.json' with { type: 'json' };

/** Paths of the style sheets. A path's bytes never change, so browsers may keep them: count up `own` when you change them. */
export const stylePaths = [`/nhsuk-${nhsukFrontend.version}.css`, '/own-1.css'] as const;

const own = `${clinicalStyles}
html{background:#f0f4f5}
body{margin:0}
.page{max-width:1200px;margin:0 auto;padding:16px}
.bar{background:#005eb8;color:#fff}
.bar .page{display:flex;gap:16px;align-items:center;padding-block:8px}
.bar a{color:#fff}
.bar form{margin:0 0 0 auto}
.bar button{margin:0}
.banner{background:#fff;border-bottom:4px solid #005eb8;z-index:5}
@media (min-height:31em){.banner{position:sticky;top:0}html{scroll-padding-top:9rem}}
.banner h1{margin:0;font-size:1.5rem}
.banner p{margin:4px 0 0}
.chart{display:grid;gap:16px;grid-template-columns:minmax(0,2fr) minmax(0,1fr)}
.chart>div:empty{display:none}
.chart:has(>div:empty){grid-template-columns:minmax(0,1fr)}
@media (max-width:48em){.chart{grid-template-columns:minmax(0,1fr)}}
`;

/** The style sheets of the user interface and of the cards of every service. */
export interface Styles {
  load(): Promise<void>;
  /** The file at this path; `undefined` if there is none. */
  answer(path: string): Response | undefined;
}

/** Makes {@link Styles}; nothing is read before {@link Styles.load}. */
export function createStyles(): Styles {
  const files = new Map<string, string>([[stylePaths[1], own]]);
  return {
    async load() {
      const file = fileURLToPath(import.meta.resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css'));
      // Its fonts lie elsewhere, and the pages of a record load nothing from elsewhere.
      files.set(stylePaths[0], (await readFile(file, 'utf8')).replaceAll(/@font-face\s*\{[^}]*\}/g, ''));
    },
    answer(path) {
      const text = files.get(path);
      if (text === undefined) return undefined;
      const headers = {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      };
      return new Response(text, { headers });
    },
  };
}
