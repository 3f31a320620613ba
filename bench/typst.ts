import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { type Engine, linesOnPage, margin, type Order } from './engine.ts';

export const typst: Engine = {
  name: 'Typst',
  typeset: async (order) => {
    const { folder, font } = order;
    const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [font] }] });
    const source = { mainFileContent: sourceOf(order) };
    const compiled = compiler.compile(source);
    if (compiled.hasError()) {
      compiled.printErrors();
      throw new Error('Typst cannot set the text');
    }
    const file = join(folder, 'typst.pdf');
    await writeFile(file, compiler.pdf(source));
    return { file, left: margin };
  },
};

/** Line boxes are exactly one em high, so that Typst's leading is ours; all else are Typst's defaults for Chinese. */
const sourceOf = ({ paragraphs, measure, size, leading, indent }: Order): string => `
#set page(width: ${measure + 2 * margin}pt, height: ${linesOnPage * leading + 2 * margin}pt, margin: ${margin}pt)
#set text(font: "Noto Serif SC", size: ${size}pt, lang: "zh", region: "cn", cjk-latin-spacing: auto)
#set text(top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, linebreaks: "optimized", first-line-indent: (amount: ${indent}pt, all: true))
#set par(leading: ${leading - size}pt, spacing: ${leading - size}pt)
${paragraphs.map((text) => `#${JSON.stringify(text)}`).join('\n\n')}
`;
