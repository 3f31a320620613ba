import { expect, test } from 'vitest';
import { segmentWords } from '../../src/headline/segment-words.ts';

/** The predicates of a headline. */
const predicates = (text: string) =>
  segmentWords(text)
    .filter(({ kind }) => kind === 'verb' || kind === 'idiom')
    .map(({ core }) => core);

test.each([
  ['市民合唱大赛落幕', ['落幕'], 'a verb before a noun that another predicate follows'],
  ['主席团视察河道整治项目', ['视察'], 'the second verb describes a noun'],
  ['爱好者跃入江中', ['跃入'], 'a verb with a complement'],
  ['物业连夜更换设备', ['更换'], 'what an adverb describes'],
  ['图书馆调整开放时间', [], 'a verb before time describes it'],
  ['志愿者招募一小时报满', ['报满'], 'a verb without an object before a time'],
  ['司机勇救落水儿童', ['勇救'], 'a verb without an object after another'],
  ['社区流动书车进小区', ['进小区'], 'an attributive verb'],
  ['邻里守望', [], 'a phrase of four characters'],
  ['楼道堆物专项整治一周', ['整治'], 'a noun that is a verb, with nothing else to be it'],
])('%s has the predicates %j: %s', (text, expected) => {
  expect(predicates(text)).toEqual(expected);
});
