import { expect, test } from 'vitest';
import { joinLines, trimRuns } from '../../src/issue/join-lines.ts';
import { textAtoms } from '../../src/issue/source-runs.ts';
import { sourceText } from '../../src/issue/source-text.ts';

function joined(text: string): string {
  const runs = trimRuns(joinLines(textAtoms(sourceText('a.md', text), 0, text.length)));
  return runs.map((run) => run.text).join('');
}

// CSS Text 3, 4.1.3: a line end next to a wide character is removed; between other letters it becomes a space.
test.for([
  ['汉字\n汉字', '汉字汉字'],
  ['汉字，\nEnglish', '汉字，English'],
  ['English\n（汉字）', 'English（汉字）'],
  ['two\nwords', 'two words'],
  ['two \t\r\n\twords', 'two words'],
  ['2022\n07', '2022 07'],
  ['“好”\n“再见”', '“好”“再见”'],
  ['“one”\n“two”', '“one” “two”'],
  ['他说……\n——好', '他说……——好'],
  ['English\n汉字', 'English汉字'],
  ['かな\nカナ', 'かなカナ'],
  ['한국\n말', '한국 말'],
  ['𠮷\nx', '𠮷x'],
  ['　　缩进　\n　汉字　', '缩进汉字'],
  ['甲\\\n乙', '甲\n乙'],
  ['a  \nb', 'a\nb'],
  ['\\*a\\* &amp; &#20013;', '*a* & 中'],
  ['&nothing; a\\b', '&nothing; a\\b'],
])('the lines of %j are joined to %j', ([text, expected]) => {
  expect(joined(text!)).toBe(expected);
});
