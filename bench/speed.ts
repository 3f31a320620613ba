import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/core/package-root.ts';
import { pageDicts } from '../src/pdf-reader/page-tree.ts';
import { openPdf } from '../src/pdf-reader/pdf-file.ts';
import { openContest } from './speed-contest.ts';
import { growth, median, type Pair, pairs } from './speed-pairs.ts';
import { type Figure, headings, rowOf } from './speed-rows.ts';
import { typingTimes } from './speed-typing.ts';
import { manyWorks, mdxportWork, pageWork, textWork, type Work } from './speed-works.ts';
import { aligned } from './table.ts';

const [issue = join(packageRoot, 'examples/lead/issue.md')] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));

/** Measures everything on one issue and prints two tables, which docs/performance.md explains. */
async function report(): Promise<void> {
  // First, because the process of an editor would not hold the data made below.
  const typing = await typingTimes({
    issue: join(packageRoot, 'examples/four-pages/issue.md'),
    after: '已经排起了十几个人的队',
    words: '，队里有拄拐杖的老人，有背书包的孩子，也有推着婴儿车的年轻父母',
  });
  const works = {
    page: await pageWork(issue, folder),
    once: await textWork(issue, 1, folder),
    ten: await textWork(issue, 10, folder),
    hundred: await textWork(issue, 100, folder),
    forty: await manyWorks(issue, 40, folder),
    mdxport: await mdxportWork(issue, folder),
  };
  const contest = openContest(folder);
  const help = contest.help();
  const page = contest.warm(works.page);
  const cold = contest.cold(works.page);
  const press = contest.press(works.page);
  const once = contest.warm(works.once);
  const ten = contest.warm(works.ten);
  const hundred = contest.warm(works.hundred);
  const forty = contest.many(works.forty);
  const mdxport = contest.mdxport(works.mdxport);
  // CPU time, because differences of wall clock times are smaller than the noise of the machine.
  const growthOf = (whose: keyof Pair) =>
    growth({ once: once[whose].cpu, ten: ten[whose].cpu, hundred: hundred[whose].cpu });
  const figures: readonly Figure[] = [
    time('page, separations cached', page, 0.9),
    time('page, separated anew', cold, 1.8),
    ...(press === undefined ? [] : [time('page; Typst + Ghostscript', press, 0.25)]),
    time('text × 10', ten, 1.2),
    time('text × 100', hundred, 1.2),
    time('40 issues, one command', forty),
    time('text × 1; mdxport', mdxport.command),
    time('text × 1; mdxport, no npm', mdxport.alone),
    {
      work: 'growth to × 100',
      ours: growthOf('ours'),
      peer: growthOf('peer'),
      unit: '',
      target: { max: 1.1 },
    },
    memory('memory, page', page, 120),
    memory('memory, text × 100', hundred, 220),
    { work: 'a character typed', ours: median(typing), unit: 'ms', target: { max: 30 } },
    time('--help; node -e 0', help, 1.3),
    {
      work: 'PDF without picture',
      ours: statSync(works.once.pdf).size / 1000,
      peer: statSync(works.once.typst.pdf).size / 1000,
      unit: 'kB',
      target: { times: 1 },
    },
  ];
  console.log(`${issue}, ${new Date().toISOString().slice(0, 10)}`);
  console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, medians of ${pairs} pairs\n`);
  console.log(aligned([headings, ...figures.map(rowOf)]));
  if (press === undefined) console.log('Ghostscript (gs) is not installed: its row is left out');
  console.log('\nTime by the clock, of the processors, memory at the most');
  console.log(
    aligned([
      ['', 'ours', '', '', 'peer', '', '', 'ratio', '', '', 'pages', ''],
      costs('page, separations cached', page, [works.page]),
      costs('page, separated anew', cold, [works.page]),
      costs('text × 1', once, [works.once]),
      costs('text × 10', ten, [works.ten]),
      costs('text × 100', hundred, [works.hundred]),
      costs('40 issues, one command', forty, works.forty),
      costs('--help; node -e 0', help),
    ]),
  );
}

/** A row of the first table. In: the target as a multiple of the peer's time, if there is one. */
const time = (work: string, { ours, peer }: Pair, times?: number): Figure => ({
  work,
  ours: ours.wall / 1000,
  peer: peer.wall / 1000,
  unit: 's',
  ...(times !== undefined && { target: { times } }),
});

const memory = (work: string, { ours, peer }: Pair, max: number): Figure => ({
  work,
  ours: ours.memory / 1e6,
  peer: peer.memory / 1e6,
  unit: 'MB',
  target: { max },
});

/** A row of the second table: the costs of both, their ratios, and the page counts of the PDFs of both. */
const costs = (work: string, { ours, peer }: Pair, works: readonly Work[] = []): readonly string[] => [
  work,
  ...[ours, peer].flatMap(({ wall, cpu, memory: bytes }) => [
    `${(wall / 1000).toFixed(3)} s`,
    `${(cpu / 1000).toFixed(3)} s`,
    `${(bytes / 1e6).toFixed(1)} MB`,
  ]),
  ...(['wall', 'cpu', 'memory'] as const).map((what) => (ours[what] / peer[what]).toFixed(2)),
  pageCount(works.map(({ pdf }) => pdf)),
  pageCount(works.map(({ typst }) => typst.pdf)),
];

const pageCount = (pdfs: readonly string[]): string =>
  pdfs.length === 0
    ? ''
    : String(pdfs.reduce((sum, pdf) => sum + pageDicts(openPdf(readFileSync(pdf))).length, 0));

try {
  await report();
} finally {
  rmSync(folder, { recursive: true });
}
