// What a contract's sources export, with the words about it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript-syntax';

/** Every exported interface and type of a folder, in the order of its files. */
export function readDeclarations(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .flatMap((file) => declarationsOf(join(folder, file)));
}

function declarationsOf(path) {
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return source.statements
    .filter((statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    .filter((statement) => statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .map((statement) => ({
      name: statement.name.text,
      path,
      about: wordsAbout(statement, text),
      // Without `export`, and without the words above it, which stand in the page.
      code: statement.getText(source).replace(/^export /, ''),
      extends: (statement.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText(source))),
      members: (statement.members ?? []).filter(ts.isMethodSignature).map((member) => ({
        name: member.name.getText(source),
        about: wordsAbout(member, text),
        code: member.getText(source),
      })),
      fields: (statement.members ?? []).filter(ts.isPropertySignature).map((member) => ({
        name: member.name.getText(source),
        about: wordsAbout(member, text),
        code: member.getText(source),
      })),
    }));
}

/** The last comment before a declaration, as prose and tags. */
function wordsAbout(node, text) {
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  const comment = ranges.map(({ pos, end }) => text.slice(pos, end)).findLast((words) => words.startsWith('/**'));
  if (comment === undefined) return { prose: '', tags: [] };
  const lines = comment
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim();
  const [prose = '', ...tags] = lines.split(/\n?^@(?=[a-z])/m);
  return {
    prose: prose.trim(),
    tags: tags.map((tag) => ({ name: tag.split(/\s/, 1)[0], text: tag.replace(/^\S+\s*/, '').trim() })),
  };
}
