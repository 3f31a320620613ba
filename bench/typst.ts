import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { house } from '../src/core/house.ts';
import { type Engine, linesOnPage, margin, type Order } from './engine.ts';

const packageName = '@myriaddreamin/typst-ts-node-compiler';

interface Compiler {
  compile(source: { mainFileContent: string }): { hasError(): boolean; printErrors(): void };
  pdf(source: { mainFileContent: string }): Uint8Array;
}

/** Typst, out of its npm package; `TYPST_MODULES` names the folder whose node_modules hold it, else the project's. */
export const typst: Engine = {
  name: 'Typst',
  typeset: async (order) => {
    const compiler = openCompiler(order);
    if (compiler === undefined) return { missing: `npm i --no-save ${packageName}` };
    const source = { mainFileContent: sourceOf(order) };
    const compiled = compiler.compile(source);
    if (compiled.hasError()) {
      compiled.printErrors();
      throw new Error('Typst cannot set the text');
    }
    const file = join(order.folder, 'typst.pdf');
    await writeFile(file, compiler.pdf(source));
    return { file, left: margin };
  },
};

function openCompiler({ folder, font }: Order): Compiler | undefined {
  const from = createRequire(join(process.env['TYPST_MODULES'] ?? house, 'package.json'));
  try {
    const { NodeCompiler } = from(packageName);
    return NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [dirname(font)] }] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Line boxes of exactly one em, so that the leading is what is asked for; all else Typst's own for Chinese. */
const sourceOf = ({ paragraphs, measure, size, leading, indent }: Order): string => `
#set page(width: ${measure + 2 * margin}pt, height: ${linesOnPage * leading + 2 * margin}pt, margin: ${margin}pt)
#set text(font: "Noto Serif SC", size: ${size}pt, lang: "zh", region: "cn", cjk-latin-spacing: auto)
#set text(top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, linebreaks: "optimized", first-line-indent: (amount: ${indent}pt, all: true))
#set par(leading: ${leading - size}pt, spacing: ${leading - size}pt)
${paragraphs.map((text) => `#${JSON.stringify(text)}`).join('\n\n')}
`;
