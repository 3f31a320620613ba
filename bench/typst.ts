import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../src/core/package-root.ts';
import { type Engine, linesOnPage, margin, type Order } from './engine.ts';

/** Typst in a process of its own, whose script finds the packages of bench/package.json. */
export const typst: Engine = {
  name: 'Typst',
  typeset: async (order) => {
    const { folder, font } = order;
    const source = join(folder, 'typst.typ');
    const file = join(folder, 'typst.pdf');
    await writeFile(source, sourceOf(order));
    const script = join(packageRoot, 'bench', 'compile-typst.cjs');
    execFileSync(process.execPath, [script, folder, font, source, file], { stdio: 'inherit' });
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
