import { readFile } from 'node:fs/promises';
import { walk } from 'estree-walker';
import { rolldown } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';
import { expect, it } from 'vitest';
import { spreads } from '../launch/spreads.mjs';

/** Bundles one module that has this text. */
async function bundled(code: string): Promise<string> {
  const module = { name: 'module', resolveId: () => 'module.js', load: () => code };
  const { output } = await (await rolldown({ input: 'module.js', plugins: [module, spreads] })).generate({
    minify: false,
  });
  return output[0].code.replaceAll(/\s+/g, '');
}

it.each([
  ['an object that begins as a copy', 'export default (a) => ({ ...a, b: 1 })', '{...null,...a,b:1}'],
  ['one within another', 'export default (a) => ({ ...a, b: { ...a.b } })', '{...null,...a,b:{...null,...a.b}}'],
  ['one that does not', 'export default (a) => ({ b: 1, ...a })', '{b:1,...a}'],
  ['what is taken apart', 'export default ({ ...a }) => a', '({...a})=>a'],
])('%s', async (_what, code, wanted) => {
  expect(await bundled(code)).toContain(wanted);
});

it('nothing that is run begins as a copy', async () => {
  const code = await readFile(new URL('../dist/server/compose.js', import.meta.url), 'utf8');
  const begins: string[] = [];
  walk(parseAst(code) as Parameters<typeof walk>[0], {
    enter(node) {
      const [first] = node.type === 'ObjectExpression' ? node.properties : [];
      if (first?.type === 'SpreadElement') begins.push(first.argument.type === 'Literal' ? 'of nothing' : 'as a copy');
    },
  });
  expect(begins.length).toBeGreaterThan(100);
  expect(begins).not.toContain('as a copy');
});
