import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Engine, linesOnPage, margin, type Order } from './engine.ts';

/** XeLaTeX with ctex and xeCJK, as packaged by Debian. */
export const xelatex: Engine = {
  name: 'XeLaTeX',
  typeset: async (order) => {
    await writeFile(join(order.folder, 'xelatex.tex'), sourceOf(order));
    const options = ['-interaction=nonstopmode', '-halt-on-error', 'xelatex.tex'];
    try {
      execFileSync('xelatex', options, { cwd: order.folder, stdio: 'pipe' });
    } catch (error) {
      const { code, stdout } = error as { code?: string; stdout?: Buffer };
      const output = String(stdout ?? '');
      if (code === 'ENOENT' || /File `\w+\.(sty|cls)' not found/.test(output)) {
        return { missing: 'Debian: texlive-xetex texlive-lang-chinese' };
      }
      throw new Error(output);
    }
    return { file: join(order.folder, 'xelatex.pdf'), left: margin };
  },
};

/**
 * Full-width punctuation, no last line of a single character (`CheckSingle`), spaces between Han and hyphens as typed
 * (`TeXOff`). With TeX's default tolerance a narrow measure gives overfull lines; `\\emergencystretch` is the usual remedy.
 * A PDF point is TeX's `bp`, not its `pt`.
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
