import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseTexts } from '../../src/text/normalise.ts';
import vectors from '../vectors/normalise.json' with { type: 'json' };

const normalise = (text: string) => normaliseTexts([text])[0];

/** Vectors whose result belongs to another stage, with the reason. One that begins to pass fails here. */
const elsewhere: Readonly<Record<string, string>> = Object.fromEntries(
  ['n098', 'n099', 'n100', 'n101', 'n102', 'n103', 'n104'].map((id) => [
    id,
    'a soft line end is joined where Markdown is read; here a line end is the author\u2019s own',
  ]),
);

describe('normalising, GB/T 15834 and GB/T 15835', () => {
  test.each(vectors.cases.filter(({ id }) => !(id in elsewhere)))('$id $rule $input', ({ input, output }) => {
    expect(normalise(input)).toBe(output);
  });

  test.each(vectors.cases.filter(({ id }) => id in elsewhere))(
    '$id $rule is not ours',
    ({ input, output }) => {
      expect(normalise(input)).not.toBe(output);
    },
  );

  test.each(vectors.cases)('$id a second time changes nothing', ({ input }) => {
    const once = normalise(input);
    expect(normalise(once ?? '')).toBe(once);
  });

  test.each([
    ['a mark before Chinese quotes', '用过App,“随申办”好', '用过App，“随申办”好'],
    ['a file name', '见照片.jpg文件', '见照片.jpg文件'],
    ['a space of two em in a name stays', '李　明、王小明', '李　明、王小明'],
    [
      'words in quotes of an English sentence keep their spaces',
      '他写道：He said “hi” to me',
      '他写道：He said “hi” to me',
    ],
    ['a web address ends before the comma', '见https://example.com/a,欢迎', '见https://example.com/a，欢迎'],
  ])('%s', (_, input, output) => {
    expect(normalise(input)).toBe(output);
  });

  test('rules see across the borders of runs, and each run keeps its own', () => {
    expect(normaliseTexts(['他说"', '好', '",', '他笑'])).toEqual(['他说“', '好', '”，', '他笑']);
    expect(normaliseTexts(['使用 ', 'Vue', ' 框架'])).toEqual(['使用', 'Vue', '框架']);
    expect(normaliseTexts(['停-', '-', '走'])).toEqual(['停—', '—', '走']);
  });

  test('any text is settled at once', () => {
    const part = fc.constantFrom(
      ...'社区，。“”（）《》…-~"\'(),.:?! 　３％：<>·・\n%',
      ...['——', '12', 'App', '１', '//', 'http'],
    );
    const text = fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (input) => {
        const once = normalise(input) ?? '';
        expect(normalise(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('cutting a paragraph into runs changes nothing', () => {
    const inputs = vectors.cases.map(({ input }) => input);
    fc.assert(
      fc.property(fc.constantFrom(...inputs), fc.nat(), fc.nat(), (input, a, b) => {
        const [first, second] = [a % (input.length + 1), b % (input.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const texts = normaliseTexts([
          input.slice(0, first),
          input.slice(first, second),
          input.slice(second),
        ]);
        expect(texts).toHaveLength(3);
        expect(texts.join('')).toBe(normalise(input));
      }),
    );
  });
});
