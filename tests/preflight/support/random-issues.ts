import fc from 'fast-check';
import sharp from 'sharp';
import { cmykTiff } from '../../pictures/cmyk-files.ts';
import { drawings, photograph, randomNumbers, render, scannedPage } from '../../pictures/kinds.ts';
import { draw } from '../../pictures/pictures.ts';

/*
 * Issues of all that a page may hold: their text, and the pictures that it names.
 */

const sentences = [
  '社区花园昨天开门，居民带来了月季和绣球。',
  '“这里原来是一块空地，”田禾说，“现在四季都有花看。”',
  '报名的有128户，占全楼的86.5%，比去年多了一成。',
  '活动从上午9:30开始，地点在柳荫路86弄的 Green House 门前。',
  '志愿者每周三、周六值班，负责浇水、除草、修枝和记录。',
];

const size = { width: 900, height: 640 };
const random = () => randomNumbers(31);
const svg = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="180">${content}</svg>`;
const shades =
  '<defs><linearGradient id="g"><stop stop-color="#c00"/><stop offset="1" stop-color="#0a6"/></linearGradient></defs>';

/** Pictures of every kind, by file name. */
export async function pictureFiles(): Promise<Readonly<Record<string, Uint8Array | string>>> {
  const photo = await photograph(size, random()).png().toBuffer();
  const tall = { width: 700, height: 1300, fit: 'fill' } as const;
  const chart = drawings['a bar chart']!(size, random());
  const cover = await draw({
    ...size,
    colour: (x, y) => [(x - 450) ** 2 + (y - 320) ** 2 < 90_000 ? 255 : 0, 0, 0],
  })
    .extractChannel(0)
    .raw()
    .toBuffer();
  const channel = { raw: { ...size, channels: 1 as const } };
  return {
    'photo.jpg': await sharp(photo).jpeg().toBuffer(),
    'tall.jpg': await sharp(photo).resize(tall).jpeg().toBuffer(),
    'dark.jpg': await sharp(photo).linear(0.2, 0).jpeg().toBuffer(),
    'grey.png': await sharp(photo).greyscale().png().toBuffer(),
    'chart.png': await render(size, chart).png().toBuffer(),
    'scan.jpg': await (await scannedPage(size, random())).jpeg().toBuffer(),
    'bits.png': await render(size, drawings['a sketch in one colour']!(size, random()))
      .threshold(128)
      .png({ colours: 2 })
      .toBuffer(),
    'cut-out.png': await sharp(photo).joinChannel(cover, channel).png().toBuffer(),
    'black-cut-out.png': await draw({ ...size, colour: () => [0, 0, 0] })
      .joinChannel(cover, channel)
      .png()
      .toBuffer(),
    'inks.tif': cmykTiff(size.width, size.height, (x, y) => [x % 256, y % 256, 200, 180]),
    'inks-cut-out.tif': cmykTiff(size.width, size.height, (x, y) => [x % 256, 200, y % 256, 220], {
      cover: (x) => x % 256,
    }),
    'photo.webp': await sharp(photo).webp().toBuffer(),
    'flat.svg': svg(
      '<rect width="300" height="180" fill="#fc0"/><circle cx="90" cy="90" r="60" fill="#c00"/><path d="M0 0L300 180" stroke="#000" stroke-width="0.1"/>',
    ),
    'open.svg': svg(
      '<circle cx="90" cy="90" r="60" fill="#06c"/><circle cx="190" cy="90" r="60" fill="#222"/>',
    ),
    'shaded.svg': svg(`${shades}<rect width="300" height="180" fill="url(#g)"/>`),
    'shaded-open.svg': svg(
      `${shades}<circle cx="90" cy="90" r="60" fill="url(#g)"/><rect x="200" y="30" width="60" height="60" fill="#000" opacity="0.5"/>`,
    ),
    'photo-in-svg.svg': svg(
      `<image width="300" height="180" href="data:image/png;base64,${photo.toString('base64')}"/>`,
    ),
  };
}

const pictureNames = [
  'photo.jpg',
  'tall.jpg',
  'dark.jpg',
  'grey.png',
  'chart.png',
  'scan.jpg',
  'bits.png',
  'cut-out.png',
  'black-cut-out.png',
  'inks.tif',
  'inks-cut-out.tif',
  'photo.webp',
  'flat.svg',
  'open.svg',
  'shaded.svg',
  'shaded-open.svg',
] as const;

const text = fc
  .array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));

const phrase = fc.constantFrom(
  '花园开门',
  '街坊一起种下一百棵月季',
  '**读者来信**',
  '6月5日的活动',
  '*赶早*不赶晚',
);

const settings = (...choices: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(...choices).map((all) => {
    const given = all.filter((one) => one !== '');
    return given.length === 0 ? '' : `{${given.join(' ')}}`;
  });
const maybe = (...values: readonly string[]) => fc.constantFrom('', '', ...values);

const picture = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...pictureNames), phrase), { minLength: 1, maxLength: 2 }),
    settings(
      maybe('place=here', 'place=top', 'place=bottom'),
      maybe('width=40mm', 'width=25mm', 'width=61.3mm'),
      maybe('crop=16:9', 'crop=1:2', 'photo=yes', 'photo=no'),
    ),
  )
  .map(
    ([files, options]) =>
      files.map(([file, caption]) => `![${caption}](${file} "摄影 田禾")`).join(' ') + options,
  );

const address = fc.stringMatching(/^[a-z0-9/]{1,120}$/).map((path) => `https://example.org/${path}`);

const code = fc
  .tuple(phrase, address, maybe('size=20mm', 'size=32mm'), maybe('ecc=L', 'ecc=Q', 'ecc=H'))
  .map(([caption, data, ...options]) => `::qr[${caption}]{data="${data}" ${options.join(' ')}}`);

const table = fc
  .array(fc.array(fc.constantFrom('9:30', '二楼', '128', '月季和绣球', ''), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((rows) =>
    ['| 时间 | 地点 | 人数 |', '|---|:-:|--:|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'),
  );

const plain = fc.oneof(
  { weight: 4, arbitrary: text },
  phrase.map((words) => `## ${words}`),
  phrase.map((words) => `### ${words}`),
  text.map((words) => `> ${words}`),
  fc
    .array(phrase, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((item) => `- ${item}`).join('\n')),
  fc
    .array(phrase, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((item, at) => `${at + 1}. ${item}`).join('\n')),
  fc.constantFrom(
    '```\nif (a < b) return 1;\n```',
    '---',
    ':ruby[浜]{rt=bāng}在三角圩。',
    '含 H<sub>2</sub>O，`code`。',
  ),
  address.map((url) => `报名[在这里](${url}){qr}。`),
  text.map((words) => `${words}[^一]\n\n[^一]: 据《花园小识》。`),
  table,
  picture,
  code,
);

const box = fc
  .tuple(
    maybe('花讯', '便民提示'),
    fc.constantFrom('', '{tint=5%}', '{tint=10%}', '{tint=20%}', '{tint=30%}', '{tint=0}'),
    fc.array(fc.oneof(plain, picture, code), { minLength: 1, maxLength: 3 }),
  )
  .map(([title, tint, blocks]) => `:::box[${title}]${tint}\n${blocks.join('\n\n')}\n:::`);

/** Gives each note a name of its own. */
function numberNotes(text: string): string {
  let notes = 0;
  return text.replaceAll('[^一]\n\n[^一]', () => {
    notes += 1;
    return `[^${notes}]\n\n[^${notes}]`;
  });
}

const article = fc
  .tuple(
    maybe('::kicker[街坊同乐]'),
    phrase,
    settings(maybe('boxed'), maybe('span=1', 'span=2'), maybe('priority=1', 'priority=3')),
    maybe('::deck[第三届换书节记事]'),
    maybe('::byline[社区通讯员 闻雨桐]'),
    fc.array(fc.oneof({ weight: 3, arbitrary: plain }, box), { minLength: 1, maxLength: 6 }),
    maybe('（文 田禾）'),
  )
  .map(([kicker, headline, options, deck, byline, blocks, credit]) =>
    [kicker, `# ${headline}${options === '' ? '' : ` ${options}`}`, deck, byline, ...blocks, credit]
      .filter((part) => part !== '')
      .join('\n\n'),
  );

const header = fc
  .tuple(
    maybe('paper: 月季社区报', 'paper: {name: 花园报, latin: GARDEN, section: 社区}'),
    maybe('date: 2026-06-05'),
    maybe('slogan: 同住/同乐'),
    maybe(
      'ears: [{qr: "https://example.org/a", caption: 扫码投稿}]',
      'ears: [{text: 天气晴好, title: 天气}, {qr: "https://example.org/long/path/to/it", caption: 订报}]',
    ),
    maybe(
      'print: {tac: 200}',
      'print: {marks: false}',
      'print: {bleed: 5mm}',
      'print: {trim: [390mm, 540mm]}',
    ),
    maybe('typography: {size: 小五}', 'typography: {hanging: true}'),
    maybe('imprint: [内部资料 免费交流]'),
  )
  .map((lines) => {
    const given = lines.filter((line) => line !== '');
    return given.length === 0 ? '' : `---\n${given.join('\n')}\n---\n\n`;
  });

/** The text of an issue of one to three articles, on one or two pages. */
export const randomIssue: fc.Arbitrary<string> = fc
  .tuple(
    header,
    fc.constantFrom(
      '',
      '::page[要闻]{columns=3}\n\n',
      '::page[要闻]{columns=2}\n\n',
      '::page[要闻]{columns=5}\n\n',
    ),
    fc.array(article, { minLength: 1, maxLength: 3 }),
  )
  .map(([front, page, articles]) => numberNotes(`${front}${page}${articles.join('\n\n')}\n`));
