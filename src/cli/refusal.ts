/** Patterns of commander's English messages, and their Chinese translations. */
const sentences: readonly (readonly [pattern: RegExp, say: (...named: string[]) => string])[] = [
  [/^unknown option '(.+?)'/, (option) => `没有选项 ${option}`],
  [/^unknown command '(.+\.(?:md|markdown))'/, (file) => `没有命令 ${file}，是不是 build ${file}？`],
  [/^unknown command '(.+?)'/, (command) => `没有命令 ${command}`],
  [/^missing required argument '(.+?)'/, (argument) => `缺少参数 ${argument}`],
  [/^option '(.+?)' argument missing/, (option) => `选项 ${option} 后面缺少值`],
  [
    /^option '(.+?)' argument '(.*?)' is invalid\. Allowed choices are (.+?)\.$/,
    (option, value, choices) => `选项 ${option} 没有“${value}”，只有 ${choices}`,
  ],
  [
    /^option '(.+?)' argument '(.*?)' is invalid\. (.+)$/,
    (option, value, why) => `选项 ${option} 的值“${value}”不对：${why}`,
  ],
  [/^too many arguments/, () => '参数太多'],
];

/**
 * Why a command line was refused, in one line. In: the parser's own text (`error: unknown option '--foo'`, perhaps with
 * a suggestion), or a sentence of ours. Out: the Chinese sentence; a text that is not known comes back as it is.
 */
export function refusal(text: string): string {
  const [first = '', ...rest] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const suggestion = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(rest.join(' '))?.[1];
  const said = translate(first);
  return suggestion === undefined ? said : `${said}，是不是 ${suggestion}？`;
}

function translate(sentence: string): string {
  for (const [pattern, say] of sentences) {
    const match = pattern.exec(sentence);
    if (match !== null) return say(...match.slice(1));
  }
  return sentence;
}
