import sanitizeHtml from 'sanitize-html';

const structure =
  'div span p h2 h3 h4 h5 h6 ul ol li dl dt dd a b strong em i small sup sub br hr time abbr code pre blockquote section article ' +
  'aside header footer nav figure figcaption details summary table caption colgroup col thead tbody tfoot tr th td';
const form = 'form fieldset legend label input select optgroup option textarea button output datalist';
const drawing =
  'svg g path line polyline polygon rect circle ellipse text tspan title desc defs clipPath marker pattern use';

const anywhere = ['id', 'class', 'title', 'lang', 'dir', 'role', 'hidden', 'tabindex', 'aria-*', 'data-*'];
const presentation =
  'viewBox width height x y x1 x2 y1 y2 cx cy r rx ry d points fill fill-opacity stroke stroke-width stroke-dasharray stroke-linecap ' +
  'stroke-linejoin stroke-opacity opacity transform text-anchor dominant-baseline font-size font-weight dx dy focusable ' +
  'preserveAspectRatio clip-path marker-end patternUnits vector-effect';

const inputAttributes =
  'type name value checked required min max step maxlength minlength pattern size disabled readonly autocomplete inputmode list placeholder'.split(
    ' ',
  );

const allowedTags = `${structure} ${form} ${drawing}`.split(' ');

const allowedAttributes = {
  '*': anywhere,
  // Buttons of the NHS design system are links that say draggable="false".
  a: ['href', 'draggable'],
  time: ['datetime'],
  th: ['scope', 'colspan', 'rowspan', 'headers', 'abbr'],
  td: ['colspan', 'rowspan', 'headers'],
  col: ['span'],
  colgroup: ['span'],
  details: ['open', 'name'],
  form: ['action', 'method', 'novalidate', 'autocomplete'],
  fieldset: ['disabled'],
  label: ['for'],
  input: inputAttributes,
  select: ['name', 'required', 'multiple', 'size', 'disabled', 'autocomplete'],
  option: ['value', 'selected', 'disabled', 'label'],
  optgroup: ['label', 'disabled'],
  textarea: [
    'name',
    'rows',
    'cols',
    'required',
    'maxlength',
    'readonly',
    'disabled',
    'autocomplete',
    'spellcheck',
    'placeholder',
  ],
  button: ['type', 'name', 'value', 'disabled'],
  output: ['for', 'name'],
  use: ['href'],
  ...Object.fromEntries(
    drawing.split(' ').map((tag) => [tag, [...presentation.split(' '), ...(tag === 'use' ? ['href'] : [])]]),
  ),
};

/**
 * Lets through what a fragment needs and nothing that runs, loads or reaches beyond this origin: no script, style, frame, image or
 * handler; links only to absolute paths of the shell or to places in the page, forms only to the service's own part of the shell.
 */
export function sanitiseFragment(html: string, { linkBase }: { readonly linkBase: string }): string {
  return sanitizeHtml(html, {
    allowedTags,
    disallowedTagsMode: 'discard',
    nonTextTags: ['script', 'style', 'noscript', 'template', 'iframe', 'object'],
    allowedAttributes,
    // sanitize-html compares schemes; relative targets are narrowed further below.
    allowedSchemes: [],
    allowProtocolRelative: false,
    parser: { lowerCaseTags: false, lowerCaseAttributeNames: false },
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: keepLocal(attributes, 'href', /^(\/(?![/\\])|#)/) }),
      form: (tagName, attributes) => ({ tagName, attribs: keepOwn(attributes, linkBase) }),
      use: (tagName, attributes) => ({ tagName, attribs: keepLocal(attributes, 'href', /^#/) }),
      '*': (tagName, attributes) => ({ tagName, attribs: withoutForeignPaint(attributes) }),
    },
  });
}

function keepLocal(attributes: Record<string, string>, name: string, allowed: RegExp): Record<string, string> {
  const target = attributes[name];
  if (target === undefined || allowed.test(target)) return attributes;
  const { [name]: _refused, ...rest } = attributes;
  return rest;
}

const shell = 'http://shell.invalid';

/** A form that is sent elsewhere than to its service would borrow the token and the trust of the page. */
function keepOwn(attributes: Record<string, string>, linkBase: string): Record<string, string> {
  const { action, ...rest } = attributes;
  if (action === undefined) return attributes;
  // Resolved as a browser does, so that no `..` leads out of the service's part.
  const target = URL.parse(action, shell);
  const own = action.startsWith('/') && target?.origin === shell;
  return own && (target.pathname === linkBase || target.pathname.startsWith(`${linkBase}/`)) ? attributes : rest;
}

/** Paint, clipping and markers by reference are taken from the fragment itself, never loaded. */
function withoutForeignPaint(attributes: Record<string, string>): Record<string, string> {
  const foreign = painted.filter((name) => /url\s*\((?!\s*#)|\\/i.test(attributes[name] ?? ''));
  if (foreign.length === 0) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !foreign.includes(name)));
}

const painted = ['fill', 'stroke', 'clip-path', 'marker-end'];
