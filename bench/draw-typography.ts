import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { packageRoot } from '../src/core/package-root.ts';
import { joinParts } from '../src/core/stored-bytes.ts';
import { findPhraseBreaks } from '../src/headline/bind-words.ts';
import { fitHeadline } from '../src/headline/fit-headline.ts';
import type { PaintOp, Sheet } from '../src/paint/paint.ts';
import { rectangle } from '../src/paint/paths.ts';
import { writePdf } from '../src/pdf/write-pdf.ts';
import { openPictureMaker } from '../src/pictures/picture-maker.ts';
import {
  type Hyphenation,
  type PunctuationStyle,
  type StyledRun,
  standardRules,
} from '../src/text/text-style.ts';
import {
  columns,
  desk,
  type Figure,
  fonts,
  grey,
  inked,
  label,
  leading,
  lineOf,
  messages,
  moved,
  place,
  run,
  setIn,
  size,
  template,
  upright,
} from './figure-type.ts';

/** Space around a figure, in points. */
const margin = 8;
/** Dots per inch: on a screen the figure appears at about twice its printed size. */
const resolution = 160;

/** One paragraph in the three punctuation styles. */
function styles(): Figure {
  const measure = 15;
  const text =
    '新食谱《一周家常》昨天贴出来了：“早餐有粥、包子和豆浆，午餐两荤两素（可以少盐）。”掌勺的师傅说，“清淡，但是要有味。”' +
    '老人问：“能送上门吗？”“能！”社区食堂（二号楼一层）从下周起送餐，电话打“一号线”，不用下楼。';
  const setAs = (punctuation: PunctuationStyle) =>
    setIn([run(text)], measure, { punctuation, indent: 2 * size });
  return columns(measure, [
    ['全角式', setAs('quanjiao')],
    ['开明式', setAs('kaiming')],
    ['半角式', setAs('banjiao')],
  ]);
}

/** Long and half-width punctuation, enlarged, over a rule with a tick at every em. */
function marks(): Figure {
  const em = 34;
  const rows = ['社区——食堂', '等等……再说', '玛丽·居里', '周一～周五', '甲–乙，丙/丁', '北京—上海'];
  const cells = rows.map((text) => {
    const line = lineOf(text, { size: em });
    const inner = Array.from({ length: Math.ceil(line.width / em - 0.01) }, (_, tick) => tick * em);
    const ticks = [...inner, line.width].map((x) => upright(x, em + 3, 4));
    const base: PaintOp = {
      op: 'fill',
      path: rectangle({ x: 0, y: em + 3, width: line.width, height: 0.3 }),
      ink: grey,
    };
    return [...inked([line], 0, em), base, ...ticks];
  });
  const [across, down] = [7 * em, em + 22];
  const ops = cells.flatMap((cell, index) => moved(cell, (index % 2) * across, Math.floor(index / 2) * down));
  return { width: across + 6 * em, height: 3 * down - 12, ops };
}

/** 先挤进后推出: a line at its natural width, half an em too long; compressed; and stretched, with the last character moved on. */
function lines(): Figure {
  const measure = 24;
  const em = 1.4;
  const start = '周末，图书室（二楼）讲老街故事，请大家带上孩子';
  const big = (text: string) => run(text, { size: size * em });
  const squeezed = setIn([big(`${start}们，座位不多，请先报名登记。`)], measure * em)[0]!;
  // More punctuation after the character than the line can be compressed for.
  const pushed = setIn([big(`${start}们”）》，座位不多，请先报名登记。`)], measure * em)[0]!;
  const rows = [
    ['自然', lineOf(`${start}们，`, { size: size * em })],
    ['挤进', squeezed],
    ['推出', pushed],
  ] as const;
  const step = 26;
  const left = 24;
  const right = left + measure * em * size;
  const ops = rows.flatMap(([name, line], row) => [
    ...label(name, 0, row * step + 4),
    ...moved(inked([line], 0, size * em), left, row * step),
  ]);
  const edges = [left, right].map((x) => upright(x, -4, 3 * step));
  return { width: right + size, height: 3 * step - 6, ops: [...edges, ...ops] };
}

/** Headlines fitted to a measure. */
function headlines(): Figure {
  const measure = 300;
  const texts = [
    '志愿者约翰·史密斯学会了包馄饨',
    '社区食堂新添十二张桌子 老人吃饭不用等座',
    '建成“一老一小”服务站 方便三千户居民',
  ];
  const sizes = { min: 20, max: 30 };
  let y = 0;
  const ops = texts.flatMap((text) => {
    const set = fitHeadline(
      [run(text, { role: 'song-black' })],
      fonts,
      { sizes, maxLines: 2, measure, align: 'center', rules: standardRules, findBreaks: findPhraseBreaks },
      desk.report,
    );
    const ops = moved(inked(set.lines, set.size * 1.25, set.size), 0, y);
    y += set.lines.length * set.size * 1.25 + 18;
    return ops;
  });
  const edges = [0, measure].map((x) => upright(x, -2, y - 16));
  return { width: measure, height: y - 18, ops: [...edges, ...ops] };
}

/** Emphasis dots under Han, italics for Latin, ruby over single characters and over a group. */
function annotations(): Figure {
  const em = 1.6;
  const big = (text: string, more: Partial<StyledRun> = {}) => run(text, { size: size * em, ...more });
  const read = (text: string, rt: string) => {
    const ruby = { text: rt, role: 'hei', size: 0.45 * size * em, place } as const;
    return big(text, { ruby });
  };
  const runs = [
    big('图书室的书，'),
    big('看完请放回原处', { dots: true }),
    big('。外文书在 '),
    big('New Books', { dots: true, western: 'song-italic' }),
    big(' 一架，新到的一本讲江边的人家：老人管渡口叫“'),
    read('埠', 'bù'),
    read('头', 'tou'),
    big('”，管小巷叫“'),
    read('弄堂', 'lòngtáng'),
    big('”，春天吃'),
    read('鳜', 'guì'),
    read('鱼', 'yú'),
    big('。'),
  ];
  const measure = 20;
  const set = setIn(runs, measure * em);
  const step = leading * em;
  return {
    width: measure * em * size,
    height: set.length * step,
    ops: moved(inked(set, step, size * em), 0, 8),
  };
}

/** A narrow column with English words, with and without hyphenation. */
function hyphens(): Figure {
  const measure = 11;
  const text =
    '英语角这个月说的是 my neighborhood，每人三分钟，说完大家一起鼓掌。下个月轮到 volunteers and children，请先想好，带一两张照片来。';
  const setAs = (hyphenate: Hyphenation) => setIn([run(text)], measure, { hyphenate, indent: size });
  return columns(measure, [
    ['断词', setAs('always')],
    ['不断词', setAs('never')],
  ]);
}

const figures = { styles, marks, lines, headlines, annotations, hyphens };

const sheetOf = ({ width, height, ops }: Figure): Sheet => ({
  trim: { width: width + 2 * margin, height: height + 2 * margin },
  bleed: 0,
  ops: moved(ops, margin, margin),
});

async function draw(folder: string): Promise<void> {
  const sheets = Object.values(figures).map((figure) => sheetOf(figure()));
  const info = { title: 'typography', creator: 'baoshan-news', date: '2026-01-01T00:00:00.000Z' };
  const file = join(folder, 'figures.pdf');
  const pictures = openPictureMaker({ profileFile: () => '', quality: undefined, folder: undefined });
  writeFileSync(
    file,
    joinParts(await writePdf({ info, sheets }, fonts, new Map(), template.print, pictures)),
  );
  for (const [index, name] of Object.keys(figures).entries()) {
    const page = `${index + 1}`;
    const picture = join(folder, name);
    const options = ['-gray', '-png', '-singlefile', '-r', `${resolution}`, '-f', page, '-l', page];
    execFileSync('pdftoppm', [...options, file, picture]);
    const small = sharp(`${picture}.png`).png({ palette: true, colours: 16, effort: 10 });
    await small.toFile(join(packageRoot, 'docs/typography', `${name}.png`));
  }
}

const folder = mkdtempSync(join(tmpdir(), 'typography-'));
try {
  await draw(folder);
  if (messages().length > 0) throw new Error(JSON.stringify(messages()));
} finally {
  rmSync(folder, { recursive: true });
}
