import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Engine, linesOnPage, margin, type Order } from './engine.ts';

/** XeLaTeX with ctex and xeCJK, as Debian packs them. */
export const xelatex: Engine = {
  name: 'XeLaTeX',
  typeset: async (order) => {
    await writeFile(join(order.folder, 'xelatex.tex'), sourceOf(order));
    const options = ['-interaction=nonstopmode', '-halt-on-error', 'xelatex.tex'];
    try {
      execFileSync('xelatex', options, { cwd: order.folder, stdio: 'pipe' });
    } catch (error) {
      const { code, stdout } = error as { code?: string; stdout?: Buffer };
      const said = String(stdout ?? '');
      if (code === 'ENOENT' || /File `\w+\.(sty|cls)' not found/.test(said)) {
        return { missing: 'Debian: texlive-xetex texlive-lang-chinese' };
      }
      throw new Error(said);
    }
    return { file: join(order.folder, 'xelatex.pdf'), left: margin };
  },
};

/**
 * Full-width marks, no last line of one character (`CheckSingle`), spaces between Han kept as typed, hyphens as well
 * (`TeXOff`). TeX's own tolerance leaves lines overfull in a narrow measure; `\\emergencystretch` is the usual cure.
 * A TeX point is not a point of PDF: `bp` is.
 */
function sourceOf({ paragraphs, measure, size, leading, indent, font }: Order): string {
  const page = `paperwidth=${measure + 2 * margin}bp,paperheight=${linesOnPage * leading + 2 * margin}bp`;
  const area = `textwidth=${measure}bp,textheight=${linesOnPage * leading}bp,left=${margin}bp,top=${margin}bp`;
  const face = `{${basename(font)}}[Path=${dirname(font)}/,Ligatures=TeXOff]`;
  return `\\documentclass{article}
\\usepackage[${page},${area},nohead,nofoot]{geometry}
\\usepackage[scheme=plain,fontset=none,linespread=1]{ctex}
\\setmainfont${face}
\\setCJKmainfont${face}
\\xeCJKsetup{PunctStyle=quanjiao,CheckSingle=true,CJKspace=true}
\\pagestyle{empty}\\raggedbottom
\\begin{document}
\\fontsize{${size}bp}{${leading}bp}\\selectfont
\\setlength\\parindent{${indent}bp}\\setlength\\parskip{0pt}\\setlength\\topskip{${size}bp}
\\lineskiplimit=-\\maxdimen \\emergencystretch=2em
${paragraphs.map((text) => text.replace(/[\\{}#$%&_~^]/g, escaped)).join('\n\n')}
\\end{document}
`;
}

function escaped(mark: string): string {
  if (mark === '\\') return '\\textbackslash{}';
  return mark === '~' || mark === '^' ? `\\${mark}{}` : `\\${mark}`;
}
