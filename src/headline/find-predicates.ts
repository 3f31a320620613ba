import { openLexicon } from './lexicon.ts';
import { attributiveVerbs, complements, intransitiveVerbs, nominalVerbs, verbs } from './word-lists.ts';
import { clauseEnd, type Word, type WordKind } from './words.ts';

/*
 * Decides which words of each clause are its predicates. Most verbs of Chinese are nouns as well, 检查 and 服务, and may
 * stand before a noun that they describe, 合唱大赛, so that a word alone does not say. A clause that has a sure predicate, a
 * verb with a complement (跃入), one behind an adverb or one of our lists, has the others as nouns where they may be; one
 * that has none has the likeliest of them.
 *
 * In: the words with the kinds that the lists and their form give them. Out: the same words with the kinds that the clause
 * gives them: `rules` in order, each to the result of the one before. Linear in the clauses, and quadratic in
 * the words of one.
 */
export function findPredicates(words: readonly Word[]): readonly Word[] {
  const result: Word[] = [];
  let from = 0;
  for (const [at, { text }] of words.entries()) {
    const next = words[at + 1];
    if (next !== undefined && !clauseEnd.test(text) && !next.text.startsWith('——')) continue;
    result.push(...rules.reduce(applyRule, words.slice(from, at + 1)));
    from = at + 1;
  }
  return result;
}

/** The kind that a rule gives to the word at an index of a clause; undefined if the rule does not concern it. */
type Rule = (words: readonly Word[], at: number) => WordKind | undefined;

function applyRule(clause: readonly Word[], rule: Rule): readonly Word[] {
  let words = clause;
  for (let at = 0; at < words.length; at += 1) {
    const kind = rule(words, at);
    if (kind !== undefined) words = words.with(at, { ...(words[at] as Word), kind });
  }
  return words;
}

const isTwo = ({ core }: Word) => /^\p{sc=Han}{2}$/u.test(core);
const classOf = ({ core }: Word) => openLexicon().classOf(core);
const isPredicate = (word: Word | undefined) => word?.kind === 'verb' || word?.kind === 'idiom';
/** Whether a mark parts a word from the next. */
const isMarked = ({ core, text }: Word) => core !== text;

/** 跃入, 献给: no verb with a complement is a noun. */
const hasComplement = (word: Word) => isTwo(word) && complements.has(word.core[1] as string);

/** Whether a verb may be a noun: 检查, 治理. */
const mayBeNoun = (word: Word) =>
  isTwo(word) && !hasComplement(word) && (nominalVerbs.has(word.core) || classOf(word) === 'verbal');

/** A noun so far that the lexicon has as a verb, and as a verb or noun. */
const isUnlisted = (word: Word) => word.kind === 'noun' && !word.isTerm && isTwo(word);
const isSoft = (word: Word) =>
  isUnlisted(word) && word.core === word.text.trimEnd() && classOf(word) === 'verb';
const isVerbal = (word: Word) => isUnlisted(word) && classOf(word) === 'verbal';

/** Ends of a headline that has no predicate: 节目征集令. */
const labels =
  /(?:令|安排|公告|通知|通告|公示|指南|须知|办法|方案|名单|一览|启事|倡议书|手记|日记|侧记|纪实|攻略|图解|问答)$/;
/** What a verb before it describes: 开放时间, 收费标准. */
const genericHeads =
  /^(?:时间|地点|方式|流程|标准|方案|办法|制度|计划|工程|窗口|指南|须知|规则|细则|名单|结果|情况|机制|体系|模式|基地|专线|热线|平台|系统|设备|设施|场所|区域|路段|项目)$/;
/** Places that say where something is done, or describe a noun. */
const places = /^(?:线上|线下|网上|街头|现场|路上|台上)$/;
/** Verbs of motion, behind whose place another verb may follow: 走进社区宣讲. */
const motion = /^(?:走进|走入|来到|进|赴|到|去|深入|前往|进入|奔赴|重返|回到)$/;
/** A clause of so many characters is a phrase: 邻里守望. */
const shortClause = 4;

const rules: readonly Rule[] = [
  // 共享客厅: an attribute.
  (words, at) => {
    const { kind, core } = words[at] as Word;
    return kind === 'verb' && attributiveVerbs.has(core) && words[at + 1]?.kind === 'noun'
      ? 'noun'
      : undefined;
  },
  // 跃入江中; 连夜更换: what an adverb describes is no noun; 勇救落水儿童.
  (words, at) => {
    const word = words[at] as Word;
    const [before, next] = [words[at - 1], words[at + 1]];
    // 调整为.
    const hasResult = /^[为至到成]$/.test(next?.core ?? '');
    if ((before?.kind === 'lead' || hasResult) && (isSoft(word) || isVerbal(word))) return 'verb';
    if (!isSoft(word) || words.length === 1) return undefined;
    const isBeforeBare =
      next !== undefined && intransitiveVerbs.has(next.core) && words[at + 2]?.kind === 'noun';
    return hasComplement(word) || isBeforeBare ? 'verb' : undefined;
  },
  // 以旧换新补贴, 勇救落水儿童: before a noun an idiom describes it, and so does a verb without an object after another.
  (words, at) => {
    const { kind, core } = words[at] as Word;
    if (words[at + 1]?.kind !== 'noun') return undefined;
    const isSecond = kind === 'verb' && intransitiveVerbs.has(core) && words[at - 1]?.kind === 'verb';
    return kind === 'idiom' || isSecond ? 'noun' : undefined;
  },
  // 线下窗口: before a noun a place describes it.
  (words, at) => {
    const { kind, core } = words[at] as Word;
    return kind === 'lead' && places.test(core) && words[at + 1]?.kind === 'noun' ? 'noun' : undefined;
  },
  // 今日开始: at the end of a clause it is no adverb.
  (words, at) => {
    const { kind, core } = words[at] as Word;
    return at > 0 && at === words.length - 1 && kind === 'lead' && core.length > 1 ? 'verb' : undefined;
  },
  // The predicate of a clause that has no sure one.
  (words, at) => (at === mainVerb(words) ? 'verb' : undefined),
  // 邻里守望.
  (words, at) => {
    const { kind, core } = words[at] as Word;
    const isPhrase =
      words.length === 2 && at === 1 && words[0]?.kind === 'noun' && lengthOf(words) <= shortClause;
    return isPhrase && kind === 'verb' && core.length === 2 && !verbs.has(core) ? 'noun' : undefined;
  },
  // 调整开放时间, but not 连夜更换设备.
  (words, at) => {
    const word = words[at] as Word;
    const describes = at > 0 && word.kind === 'verb' && isTwo(word) && words[at - 1]?.kind !== 'lead';
    return describes && genericHeads.test(words[at + 1]?.core ?? '') ? 'noun' : undefined;
  },
  (words, at) => (isNominal(words, at) ? 'noun' : undefined),
  // 悄然离去: an adverb in no list of ours.
  (words, at) => {
    const word = words[at] as Word;
    if (!isUnlisted(word) || !isPredicate(words[at + 1]) || nominalVerbs.has(word.core)) return undefined;
    return classOf(word) === 'adverb' ? 'lead' : undefined;
  },
];

const lengthOf = (words: readonly Word[]) => words.reduce((sum, { core }) => sum + core.length, 0);

/** The likeliest predicate of a clause that has no sure one: a verb behind a subject. */
function mainVerb(words: readonly Word[]): number | undefined {
  const isSure = (word: Word, at: number) =>
    isPredicate(word) && (!mayBeNoun(word) || words[at - 1]?.kind === 'lead');
  if (words.some(isSure) || labels.test((words.at(-1) as Word).core)) return undefined;
  const hasSubject = (at: number) => {
    const kind = words[at - 1]?.kind;
    return kind !== undefined && ['noun', 'name', 'time', 'count', 'lead'].includes(kind);
  };
  if (lengthOf(words) > shortClause) {
    const soft = words.findIndex((word, at) => hasSubject(at) && isSoft(word));
    if (soft > 0) return soft;
  }
  // 市领导检查春运保障: of two that may be nouns the first has the second in its object.
  const listed = words.findIndex(({ kind }) => kind === 'verb');
  const verbal = words.findIndex(
    (word, at) =>
      at < words.length - 2 && /^(?:noun|name)$/.test(words[at - 1]?.kind ?? '') && isVerbal(word),
  );
  if (listed >= 0 && (verbal < 0 || listed < verbal || words[listed - 1]?.kind !== 'noun')) return undefined;
  return verbal > 0 ? verbal : undefined;
}

/**
 * 专项整治, 理论学习: a verb that with the noun before it makes a noun, because the clause has another predicate after it or
 * ends there after one.
 */
function isNominal(words: readonly Word[], at: number): boolean {
  const [main, before, word, next] = [words[at - 2], words[at - 1], words[at] as Word, words[at + 1]];
  if (word.kind !== 'verb' || before?.kind !== 'noun' || isMarked(before)) return false;
  if (!mayBeNoun(word) || intransitiveVerbs.has(word.core)) return false;
  // 志愿者招募一小时报满: nothing is its object.
  const isBare = next !== undefined && ['time', 'lead', 'verb', 'idiom'].includes(next.kind);
  if (!isBare && before.core.length !== 2) return false;
  // 视察河道整治重点项目.
  const isSecond = (next?.kind === 'noun' || next?.kind === 'join') && main?.kind === 'verb';
  if (isSecond && !motion.test(main.core) && !main.core.endsWith('着')) return true;
  if (words.slice(at + 1).some(isPredicate)) return true;
  return at === words.length - 1 && words.slice(0, at).some(isPredicate);
}
