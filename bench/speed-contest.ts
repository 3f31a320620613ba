import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/core/package-root.ts';
import { type Cost, nodeCost, programTime } from './speed-cost.ts';
import { inTurns, type Pair } from './speed-pairs.ts';
import type { Work } from './speed-works.ts';

const program = join(packageRoot, 'bin', 'baoshan-news.js');
const typstProgram = join(packageRoot, 'bench', 'speed-typst.cjs');
const profile = join(packageRoot, 'templates/tabloid/newsprint.icc');

/** The pairs that are measured; every run is a new process. */
export interface Contest {
  /** `build` with the separated pictures in the cache, against Typst's plain PDF. */
  readonly warm: (work: Work) => Pair;
  /** The same with only compiled code in the cache, no pictures. */
  readonly cold: (work: Work) => Pair;
  /** Against Typst followed by Ghostscript, of which only the time is measured; undefined if Ghostscript is not installed. */
  readonly press: (work: Work) => Pair | undefined;
  /** `--help` against Node with an empty script. */
  readonly help: () => Pair;
}

/** In: a working folder. It holds a cache for each kind of run, which the first run fills. */
export function openContest(folder: string): Contest {
  const cache = (name: string) => join(folder, `cache-${name}`);
  const build = ({ issue, pdf }: Work, name: string): Cost =>
    nodeCost([program, 'build', issue, '-o', pdf], { XDG_CACHE_HOME: cache(name) });
  return {
    warm: (work) =>
      inTurns(
        () => build(work, 'warm'),
        () => typst(work),
      ),
    cold: (work) =>
      inTurns(
        () => {
          forgetPictures(join(cache('cold'), 'baoshan-news'));
          return build(work, 'cold');
        },
        () => typst(work),
      ),
    press: (work) => {
      if (programTime('gs', ['--version'], folder) === undefined) return undefined;
      writeFileSync(join(folder, 'pdfx.ps'), pdfxHead);
      return inTurns(
        () => build(work, 'warm'),
        () => {
          const cost = typst(work);
          return { ...cost, wall: cost.wall + programTime('gs', [...toPdfx, work.typst.pdf], folder)! };
        },
      );
    },
    help: () =>
      inTurns(
        () => nodeCost([program, '--help'], { XDG_CACHE_HOME: cache('warm') }),
        () => nodeCost(['-e', '0']),
      ),
  };
}

const typst = ({ typst: { source, pdf, fonts, fontconfig } }: Work): Cost =>
  nodeCost([typstProgram, source, pdf, ...fonts], { FONTCONFIG_FILE: fontconfig });

/** Removes everything from the cache except the compiled code of the program. */
function forgetPictures(cache: string): void {
  for (const entry of entries(cache)) {
    if (entry !== 'code') rmSync(join(cache, entry), { recursive: true });
  }
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const toPdfx = [
  '-dPDFX',
  '-dBATCH',
  '-dNOPAUSE',
  '-q',
  '-sDEVICE=pdfwrite',
  '-sColorConversionStrategy=CMYK',
  '-dProcessColorModel=/DeviceCMYK',
  `-sOutputICCProfile=${profile}`,
  `--permit-file-read=${profile}`,
  '-sOutputFile=pdfx.pdf',
  'pdfx.ps',
];

/** The PDF/X definitions for Ghostscript, after the PDFX_def.ps that comes with it. */
const pdfxHead = `[ /GTS_PDFXVersion (PDF/X-3:2003) /Title (page) /Trapped /False /DOCINFO pdfmark
[ /_objdef {profile} /type /stream /OBJ pdfmark
[ {profile} << /N 4 >> /PUT pdfmark
[ {profile} (${profile}) (r) file /PUT pdfmark
[ /_objdef {intent} /type /dict /OBJ pdfmark
[ {intent} << /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (CGATS TR 002)
  /RegistryName (http://www.color.org) /DestOutputProfile {profile} >> /PUT pdfmark
[ {Catalog} << /OutputIntents [ {intent} ] >> /PUT pdfmark
`;
