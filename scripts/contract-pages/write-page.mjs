// A contract as a page that a person reads from top to bottom.

/** @param contract name, version, declarations of its folder, cases of its kit, and the names that other pages explain */
export function contractPage({ name, version, main, declarations, cases, elsewhere }) {
  const here = new Map(declarations.map((declaration) => [declaration.name, `#${anchor(declaration.name)}`]));
  const link = linker(new Map([...elsewhere, ...here]));
  const promise = declarations.find((declaration) => declaration.name === main);
  const others = declarations.filter((declaration) => declaration !== promise);
  return [
    `# ${name}, version ${version}`,
    '<!-- Written by scripts/write-contract-pages.mjs from the TSDoc of packages/contracts. Change it there. -->',
    link(promise.about.prose),
    ...tags(promise.about.tags, link),
    ...(promise.extends.length === 0
      ? []
      : [
          `It is a ${link(promise.extends.map((type) => `{@link ${type}}`).join(', '))}: it starts, stops and tells its health.`,
        ]),
    '## What it has',
    promise.fields.map((field) => fieldLine(field, link)).join('\n'),
    '## What it does',
    ...promise.members.flatMap((member) => [
      `### ${member.name}`,
      code(member.code),
      link(member.about.prose),
      ...tags(member.about.tags, link, member.code.includes('Promise<')),
    ]),
    '## The shapes',
    ...others.flatMap((declaration) => [
      `### ${declaration.name}`,
      link(declaration.about.prose),
      ...tags(declaration.about.tags, link),
      code(declaration.code),
    ]),
    ...kitSection(cases),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** What is the same for every contract. */
export function sharedPage({ declarations }) {
  const link = linker(new Map(declarations.map(({ name }) => [name, `#${anchor(name)}`])));
  return [
    '# What every module has',
    '<!-- Written by scripts/write-contract-pages.mjs from the TSDoc of packages/contracts. Change it there. -->',
    'These shapes are the same for every contract.',
    ...declarations.flatMap((declaration) => [
      `## ${declaration.name}`,
      link(declaration.about.prose),
      ...tags(declaration.about.tags, link),
      code(declaration.code),
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function kitSection(cases) {
  const safety = cases.filter((found) => found.safety).length;
  return [
    '## What the kit tries',
    `${cases.length} cases, ${safety} of them for safety (✚): no capability takes a module out of those. Run them with \`baseplate conform\` or \`registerKit\`.`,
    cases
      .map(
        (found) =>
          `- ${found.safety ? '✚ ' : ''}${found.name}${found.requires === undefined ? '' : ` (unless \`${found.requires}\` is unsupported)`}`,
      )
      .join('\n'),
  ];
}

function fieldLine({ code: text, about }, link) {
  const words = about.prose === '' ? '' : `: ${link(oneLine(about.prose))}`;
  return `- \`${text.replace(/^readonly /, '').replace(/;$/, '')}\`${words}`;
}

function tags(found, link, isPromised = true) {
  const words = { throws: isPromised ? 'Rejects with' : 'Throws', returns: 'Gives', param: 'Takes', see: 'See' };
  return found.map(({ name, text }) => `*${words[name] ?? name}:* ${link(oneLine(text))}`);
}

function linker(targets) {
  return (text) =>
    text.replace(/\{@link ([\w.]+)\}/g, (_, name) => {
      const target = targets.get(name.split('.')[0]);
      return target === undefined ? `\`${name}\`` : `[\`${name}\`](${target})`;
    });
}

function oneLine(text) {
  return text.replace(/\s*\n\s*/g, ' ');
}

function code(text) {
  return `\`\`\`typescript\n${dedent(text)}\n\`\`\``;
}

/** A member's further lines are as far in as they were in its interface. */
function dedent(text) {
  const [first, ...rest] = text.split('\n');
  const indent = Math.min(...rest.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)[0].length));
  return text.startsWith('interface') || text.startsWith('type') || rest.length === 0
    ? text
    : [first, ...rest.map((line) => line.slice(Math.min(indent, 2)))].join('\n');
}

export function anchor(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
