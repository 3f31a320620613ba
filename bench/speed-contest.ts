import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { packageRoot } from '../src/core/package-root.ts';
import { type Cost, nodeCost, programTime } from './speed-cost.ts';
import { inTurns, type Pair } from './speed-pairs.ts';
import type { MdxportWork, Work } from './speed-works.ts';

const program = join(packageRoot, 'bin', 'baoshan-news.js');
const typstProgram = join(packageRoot, 'bench', 'compile-typst.cjs');
/** Resolves the packages of bench/package.json. */
const require = createRequire(join(packageRoot, 'bench', 'package.json'));
const profile = join(packageRoot, 'templates/tabloid/newsprint.icc');

/** The pairs that are measured; every run is a new process. */
export interface Contest {
  /** `build` with the separated pictures in the cache, against Typst's plain PDF. */
  readonly warm: (work: Work) => Pair;
  /** The same with only compiled code in the cache, no pictures. */
  readonly cold: (work: Work) => Pair;
  /** Against Typst followed by Ghostscript, of which only the time is measured; undefined if Ghostscript is not installed. */
  readonly press: (work: Work) => Pair | undefined;
  /** One `build` of all works, with a warm cache, against Typst in one process. */
  readonly many: (works: readonly Work[]) => Pair;
  /** `build` with a warm cache against mdxport, of which only the time is measured: its npm command, and its program alone. */
  readonly mdxport: (work: MdxportWork) => { readonly command: Pair; readonly alone: Pair };
  /** `--help` against Node with an empty script. */
  readonly help: () => Pair;
}

/** In: a working folder. It holds a cache for each kind of run, which the first run fills, and an empty home folder. */
export function openContest(folder: string): Contest {
  const cache = (name: string) => join(folder, `cache-${name}`);
  const home = join(folder, 'home');
  mkdirSync(home);
  const ours = (args: readonly string[], name: string): Cost =>
    nodeCost([program, ...args], { ...homeVariables(home), XDG_CACHE_HOME: cache(name) });
  const build = ({ issue, pdf }: Work, name: string): Cost => ours(['build', issue, '-o', pdf], name);
  const typst = (...works: readonly Work[]): Cost => {
    const { fonts, fontconfig } = works[0]!.typst;
    const files = works.flatMap(({ typst: { source, pdf } }) => [source, pdf]);
    const variables = { ...homeVariables(home), FONTCONFIG_FILE: fontconfig };
    return nodeCost([typstProgram, folder, fonts.join(delimiter), ...files], variables);
  };
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
    many: (works) =>
      inTurns(
        () => ours(['build', ...works.map(({ issue }) => issue)], 'warm'),
        () => typst(...works),
      ),
    mdxport: (work) => {
      const against = (program: string, args: readonly string[]): Pair =>
        inTurns(
          () => build(work, 'warm'),
          () => mdxportCost(work, program, args),
        );
      return {
        command: against(process.execPath, [require.resolve('@mdxport/cli/bin/mdxport')]),
        alone: against(mdxportProgram(), []),
      };
    },
    help: () =>
      inTurns(
        () => ours(['--help'], 'warm'),
        () => nodeCost(['-e', '0'], homeVariables(home)),
      ),
  };
}

/** Every system finds the home of the user by one of these. */
const homeVariables = (home: string): Record<string, string> => ({ HOME: home, USERPROFILE: home });

/** The native program, which is in a package for each platform, an optional dependency of the command. */
function mdxportProgram(): string {
  const manifest = createRequire(require.resolve('@mdxport/cli/package.json')).resolve(
    `@mdxport/${process.platform}-${process.arch}/package.json`,
  );
  return join(dirname(manifest), process.platform === 'win32' ? 'mdxport.exe' : 'mdxport');
}

function mdxportCost({ mdxport }: MdxportWork, program: string, args: readonly string[]): Cost {
  const { markdown, template, pdf, home } = mdxport;
  const options = [markdown, '-o', pdf, '--template', template, '--lang', 'zh', '--quiet'];
  // It would ask the registry for a newer version.
  const variables = { ...homeVariables(home), MDXPORT_NO_UPDATE_CHECK: '1' };
  const wall = programTime(program, [...args, ...options], dirname(markdown), variables)!;
  return { wall, cpu: Number.NaN, memory: Number.NaN };
}

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
