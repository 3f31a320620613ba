import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesSince, originOf } from '../../src/edit/manuscript.ts';
import { normalise } from '../../src/edit/normalise.ts';
import vectors from '../vectors/normalise.json' with { type: 'json' };

const normalised = (text: string) => normalise(text).text;

/** Paragraphs have no single line ends by then: those cases run in vectors.test.ts. */
const oneLine = vectors.cases.filter(({ input }) => !/[^\n]\n[^\n]/.test(input));

/** Text of everything that the rules look for, in any order. */
const anyCopy = fc
  .array(
    fc.constantFrom(
      ...'社区，。“”（）《》…-~"\'(),.:?! 　３％：<>·・\n%\u200b\u00ad⼈',
      ...[
        '——',
        '12',
        '7-2',
        '；',
        ';',
        'B1',
        '①',
        '．',
        'App',
        '１',
        '//',
        'http',
        '\u{2f800}',
        '\u{2f801}',
        '．．．',
        '。。。',
        '𠮷',
      ],
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => parts.join(''));

const latin = '[\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}]';
const mark = '(?:[“‘（《〈【”’）》〉】，、；：。？！]|——|……)';
const anySpace = '[ \\t\\u00a0\\u3000]';
const space = '[ \\u00a0]';

/** The spaces that are removed, in order, as patterns. */
const wrongSpaces = [
  `^${anySpace}+`,
  `(?<!${anySpace})${anySpace}+$`,
  `(?<=(?![”’])${mark})${space}+|(?<!${space})${space}+(?=(?![“‘])${mark})`,
  `(?<=[”’])${space}+(?!${latin}|${space})|(?<!${latin}|${space})${space}+(?=[“‘])`,
  `(?<=\\p{sc=Han})${space}+(?=[¥$€£±≥≤−+-]?(?:${latin}|[0-9]))`,
  `(?<=(?:${latin}|[0-9])[%‰°+#]*)${space}+(?=\\p{sc=Han})`,
].map((pattern) => new RegExp(pattern, 'gu'));

/** Chinese with spaces, in which no other rule matches. */
const anySpaced = fc
  .array(fc.constantFrom(...'社𠮷〇，？“”‘’（》aéЖ9%+￥¥−    \u00a0\t\u3000', '……', '——'), { maxLength: 12 })
  .map((parts) => `社${parts.join('')}`);

describe('normalise, GB/T 15834 and GB/T 15835', () => {
  test.each(oneLine)('$id $rule $input', ({ input, output }) => {
    expect(normalised(input)).toBe(output);
  });

  test.each(vectors.cases)('$id normalised a second time does not change', ({ input }) => {
    const once = normalised(input);
    expect(normalised(once)).toBe(once);
  });

  test.each([
    ['a mark before Chinese quotes', '用过App,“随申办”好', '用过App，“随申办”好'],
    ['half-width and small marks', '社﹐区﹑街､路｡问﹖答﹗｢好｣', '社，区、街、路。问？答！「好」'],
    ['vertical marks', '﹁好﹂︵甲︶', '「好」（甲）'],
    ['a small comma and stop in a number', '有1﹐234人、3﹒5米', '有1,234人、3.5米'],
    ['a file name', '见照片.jpg文件', '见照片.jpg文件'],
    ['an ideographic space in a name stays', '李　明、王小明', '李　明、王小明'],
    [
      'words in quotes of an English sentence keep their spaces',
      '他写道：He said “hi” to me',
      '他写道：He said “hi” to me',
    ],
    ['a web address ends before the comma', '见https://example.com/a,欢迎', '见https://example.com/a，欢迎'],
    ['a bracket of either width closes one of the other', '食堂(一楼）和（二楼)', '食堂（一楼）和（二楼）'],
    ['one full-width bracket is enough for a pair', 'App(iOS）上线', 'App（iOS）上线'],
    ['Chinese in a bracket inside a bracket', 'App(iOS(苹果))', 'App（iOS（苹果））'],
    ['several groups of thousands', '1，280，000户', '1,280,000户'],
    ['dots after a straight quote', '他说"好"...', '他说“好”……'],
    ['two dots are left alone', '走了..好', '走了..好'],
    ['inches are not a quotation', '55"的屏，高5\'10"，门宽3\'', '55"的屏，高5\'10"，门宽3\''],
    ['feet are not a quotation', "门高6'，门宽3'", "门高6'，门宽3'"],
    ['a quotation after a year', '2022"好邻居"评选', '2022“好邻居”评选'],
    ['the number of a figure or table', '图1.食堂，见表12.菜单', '图1.食堂，见表12.菜单'],
    ['an interval', '在[0,1)和(0,1]内', '在[0,1)和(0,1]内'],
    ['a dot of an abbreviation in small letters', '8 a.m.开门，i.e.今天', '8 a.m.开门，i.e.今天'],
    ['waves in a row', '真好~~~', '真好～～～'],
    ['combining accents', 'cafe\u0301和ma\u030c，か\u3099', 'café和mǎ，が'],
    ['combining accents without a precomposed letter', 'n\u0304好', 'n\u0304好'],
    ['a number with a dot in running text', '分三步1.登报2.交费3.取件。', '分三步1.登报2.交费3.取件。'],
    ['a number after a word', '见附件2.清单，一是1.种花', '见附件2.清单，一是1.种花'],
    ['a number after a space', '名单 1.组长 2.组员', '名单1.组长2.组员'],
    ['a number in Han', '一.总则。二.分工', '一.总则。二.分工'],
    ['a number before a quotation', '请看1.“邻里”', '请看1.“邻里”'],
    ['a dot after Latin letters is a full stop', '用的是App.大家', '用的是App。大家'],
    ['a quotation in a quotation', '"您好,我是"田禾",请进"', '“您好，我是‘田禾’，请进”'],
    ['a quotation at the end of a quotation', '她说:"我们叫"邻里""', '她说：“我们叫‘邻里’”'],
    ['straight quotes inside curly ones', '“他说"好"”', '“他说‘好’”'],
    ['straight quotes inside single curly ones', '“他说‘"好"极了’”', '“他说‘“好”极了’”'],
    ['quotations side by side', '"花园""菜场"', '“花园”“菜场”'],
    ['a quotation in two parts', '"您好,"他说,"请进."', '“您好，”他说，“请进。”'],
    ['quotes that cannot be paired', '看"，花园"好', '看"，花园"好'],
    ['quotes that can be paired in two ways', '她问："田禾说"好"吗？"', '她问："田禾说"好"吗？"'],
    ['numbers in brackets are alike', '(1)种花(2)浇水', '（1）种花（2）浇水'],
    ['a year in brackets is no number of a list', '(2022)种花(2)浇水', '(2022)种花（2）浇水'],
    ['waves around figures', '约~50~元，~50~', '约~50~元，~50~'],
    ['waves around a word are alike', '~真好~', '～真好～'],
    ['feet and inches beside a quotation', '高5\'10"的"小巨人"', '高5\'10"的“小巨人”'],
    ['feet in a list', '高5\'10"、6\'2"', '高5\'10"、6\'2"'],
    ['the apostrophe of a year', "'90年代和'80年代", "'90年代和'80年代"],
    ['marks between figures', '8-10日9:00-11:30开,120m2,CO2,¥5', '8-10日9:00-11:30开，120m2,CO2,¥5'],
    ['a dot after a date ends a sentence', '公示至2022-8-9.欢迎监督', '公示至2022-8-9。欢迎监督'],
    ['a dot after a dotted date', '定于2022.8.9.请准时', '定于2022.8.9。请准时'],
    ['a dot after a time', '下午4:30.地点在操场', '下午4:30。地点在操场'],
    ['a dot after an amount', '每张￥25.老人半价', '每张￥25。老人半价'],
    ['a dot after a decimal', '水温38.5.请勿入池', '水温38.5。请勿入池'],
    ['a dot after a long figure', '热线55550188.地址在东路', '热线55550188。地址在东路'],
    [
      'a dot after a figure with a label',
      '电话:55550188.日期:8-9.请准时',
      '电话：55550188。日期：8-9。请准时',
    ],
    ['a dot after a unit', '每升6.1mmol/L.另测', '每升6.1mmol/L。另测'],
    ['the dot of a number on two levels', '1.2.材料；2-1.步骤', '1.2.材料；2-1.步骤'],
    ['the dot of a year that heads a clause', '2022.总结', '2022.总结'],
    ['the dot of a number with a letter', 'Q1.怎样报名', 'Q1.怎样报名'],
    ['a mark before a sign of enumeration', '分三类:①A≥80;②B≥60;③其余', '分三类：①A≥80；②B≥60；③其余'],
    ['a mark before an ornament', '身高180cm,★会游泳', '身高180cm，★会游泳'],
    ['a mark after figures alone', '周六,13:30-16:30;', '周六，13:30-16:30；'],
    ['a stop after figures alone', '电话:55550199.', '电话：55550199。'],
    ['a stop after units alone', '剂量:10mg/kg.', '剂量：10mg/kg。'],
    ['a mark after Latin words alone', '口令:Open Sesame!', '口令：Open Sesame!'],
    ['a semicolon between figures', '每天8:00-11:00;13:00-17:00开门', '每天8:00-11:00；13:00-17:00开门'],
    [
      'a semicolon in an English sentence',
      '他说：Stay hungry; stay foolish.',
      '他说：Stay hungry; stay foolish.',
    ],
    ['a comma and a space in a Chinese clause', '带上iPad, 准时到', '带上iPad，准时到'],
    ['a full-width dot that ends a sentence', '以通知为准．２、先到先得．', '以通知为准。2、先到先得。'],
    ['a full-width dot after a bracket', '（见附件）．另行通知', '（见附件）。另行通知'],
    ['the full-width dot of a number', '１．报到２．领号，3．离场', '1.报到2.领号，3．离场'],
    ['the full-width dot of a letter', 'Ａ．食堂 B．菜场', 'A．食堂B．菜场'],
    ['a wave before Chinese', '21:00~次日5:00停气', '21:00～次日5:00停气'],
    ['a wave between measures', '宽2cm~3cm、￥5~￥8、B1 ~ B3', '宽2cm～3cm、￥5～￥8、B1～B3'],
    ['a wave between letters', 'A~D座停水，~/news', 'A～D座停水，~/news'],
    ['a wave in a cell of figures', '620~640', '620～640'],
    ['a wave in another language', 'He is 8~9 years old', 'He is 8~9 years old'],
    [
      'brackets after a masked name',
      '1.方*(139****2200)、鲁**(3号楼)',
      '1.方*（139****2200）、鲁**（3号楼）',
    ],
    [
      'numbers in Han after half-width marks',
      '共3条:一.守时;二.安静.三.爱书',
      '共3条：一.守时；二.安静。三.爱书',
    ],
    ['a time before the number of the next item', '1.开放7:00-20:00.2.闭馆', '1.开放7:00-20:00。2.闭馆'],
    ['a dot after a number with spaces', '拨+86 21 5555 0199.欢迎', '拨+86 21 5555 0199。欢迎'],
    ['a letter that is a number', '工号:07#-A;请核对', '工号：07#-A；请核对'],
    ['an ordinal at the head of a clause', '名次:第1名.甲队;第2名.乙队', '名次：第1名.甲队；第2名.乙队'],
    ['an ordinal in words', '第一,报名;第二.抽签;其三.比赛', '第一，报名；第二.抽签；其三.比赛'],
    ['an ordinal at the end of a sentence', '甲队获得第1名.大家鼓掌', '甲队获得第1名。大家鼓掌'],
    ['a stop after a name or an address', '微信:hw-88;密码:abc123.', '微信：hw-88；密码：abc123。'],
    ['a stop after an address at the end', '网址:www.example.org.', '网址：www.example.org。'],
    ['a stop after one English word', '他说:Yes.', '他说：Yes.'],
    ['dots at the start', '...真的吗,“...不信”', '……真的吗，“……不信”'],
    ['one ellipsis at the start', '…真的吗', '……真的吗'],
    ['the dot of a number in brackets', '（1）.登记；(二).领号；①.离场', '（1）.登记；（二）.领号；①.离场'],
    ['two colons', '::好::，甲::乙', '::好::，甲::乙'],
    ['a number in brackets before Chinese', '(1)种花', '（1）种花'],
    ['marks of both widths in a row', '真的？!！?', '真的？！！？'],
  ])('%s', (_, input, output) => {
    expect(normalised(input)).toBe(output);
  });

  test('normalising a second time changes nothing', () => {
    fc.assert(
      fc.property(anyCopy, (input) => {
        const once = normalised(input);
        expect(normalised(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('exactly the spaces that the patterns match are removed', () => {
    fc.assert(
      fc.property(anySpaced, (input) => {
        let text = input;
        for (let before = ''; before !== text; ) {
          before = text;
          for (const pattern of wrongSpaces) text = text.replace(pattern, '');
        }
        expect(normalised(input)).toBe(text.replace(/，{2,}/g, '，'));
      }),
      { numRuns: 3000 },
    );
  });

  test('every unit has an origin in the written text, and origins never decrease', () => {
    fc.assert(
      fc.property(anyCopy, (input) => {
        const manuscript = normalise(input);
        if (manuscript.origins === undefined) expect(manuscript.text).toHaveLength(input.length);
        else expect(manuscript.origins).toHaveLength(manuscript.text.length);
        for (let unit = 0; unit < manuscript.text.length; unit += 1) {
          const origin = originOf(manuscript, unit);
          expect(origin).toBeGreaterThanOrEqual(unit === 0 ? 0 : originOf(manuscript, unit - 1));
          expect(origin).toBeLessThan(input.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('the changes applied to the written text give the new text, and none is empty', () => {
    fc.assert(
      fc.property(anyCopy, (input) => {
        const manuscript = normalise(input);
        const changes = changesSince(input, manuscript);
        let text = '';
        let at = 0;
        for (const { from, to, text: replacement } of changes) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(replacement).not.toBe(input.slice(from, to));
          // No change splits a surrogate pair.
          expect(`${input.slice(from, to)}${replacement}`).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/u);
          text += input.slice(at, from) + replacement;
          at = to;
        }
        expect(text + input.slice(at)).toBe(manuscript.text);
      }),
      { numRuns: 1000 },
    );
  });

  // A paragraph longer than a page of what each rule looks for; one scan takes some hundredths of a second.
  test.each([
    '社',
    'a',
    '社区,',
    '，',
    '社 ',
    ' ',
    '!',
    '（',
    '(',
    '"',
    '”',
    '1，234',
    'A.',
    '1;',
    'a; ',
    '1.社',
    '1．',
    '9~',
    '。',
    '<<',
    '“好”,',
  ])('a long paragraph of %s is normalised in linear time', (part) => {
    const text = `社${part.repeat(36_000 / part.length)}区${part.repeat(36_000 / part.length)}`;
    const start = performance.now();
    changesSince(text, normalise(text));
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
