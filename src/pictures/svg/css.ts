/**
 * Reads CSS as far as drawings use it. CSS Syntax 3 without nesting: a sheet is rules and at-rules, a block is declarations;
 * strings, brackets and comments are whole. What a printed page does not see is left out (`@font-face`, `@keyframes`, other
 * media); what it might see and this cannot decide is refused, by name.
 */

/** A property and its value, as written. */
export interface Declaration {
  /** In lower case, but for custom properties. */
  readonly name: string;
  readonly value: string;
  readonly important: boolean;
}

export interface CssRule {
  readonly selectors: string;
  readonly declarations: readonly Declaration[];
}

type RefuseCss = (detail: string) => void;

/** Comments, and the brackets that hid sheets from old browsers. */
const clean = (css: string): string => css.replace(/\/\*.*?(?:\*\/|$)|<!--|-->/gs, ' ');

/** The end of the part that starts at `from`: the first of `stops` outside strings and brackets; else the end of the text. */
function endOf(css: string, from: number, stops: string): number {
  const open: string[] = [];
  for (let at = from; at < css.length; at += 1) {
    const sign = css[at]!;
    if (open.length === 0 && stops.includes(sign)) return at;
    if (sign === '\\') at += 1;
    else if (sign === '"' || sign === "'") {
      const close = css.indexOf(sign, at + 1);
      at = close < 0 ? css.length : close;
    } else if ('({['.includes(sign)) open.push({ '(': ')', '{': '}', '[': ']' }[sign]!);
    else if (sign === open.at(-1)) open.pop();
  }
  return css.length;
}

/** `fill: red; stroke: none !important`. */
export function readDeclarations(text: string): readonly Declaration[] {
  const css = clean(text);
  const found: Declaration[] = [];
  for (let at = 0; at < css.length; ) {
    const end = endOf(css, at, ';');
    const [, name, raw] = /^\s*([-\w]+)\s*:(.*)$/s.exec(css.slice(at, end)) ?? [];
    if (name !== undefined) {
      const value = raw!.replace(/!\s*important\s*$/i, '');
      found.push({
        name: name.startsWith('--') ? name : name.toLowerCase(),
        value: value.trim(),
        important: value !== raw,
      });
    }
    at = end + 1;
  }
  return found;
}

/** At-rules that change nothing on a page of their own accord: an animation or a font does so where it is used. */
const withoutEffect =
  /^@(charset|namespace|font-face|font-feature-values|(-\w+-)?keyframes|page|property|counter-style|view-transition)\b/i;

/** Media that a printed page is, and those that it is not. Others are undecided. */
const ours = /^(|all|print|only (all|print)|screen|only screen|(print|screen),\s*(print|screen))$/;
const others =
  /^(only\s+)?((screen|all|print)\s+and\s+)?\((prefers-color-scheme\s*:\s*dark|prefers-reduced-motion.*|prefers-contrast.*|forced-colors\s*:\s*active|hover\s*:\s*hover)\)$/;
const light = /^((screen|all|print)\s+and\s+)?\(prefers-color-scheme\s*:\s*light\)$/;

/** Whether rules for a medium hold for a drawing that is printed; undefined if that cannot be said. */
export function mediumApplies(media: string): boolean | undefined {
  const query = media.trim().toLowerCase().replace(/\s+/g, ' ');
  if (ours.test(query) || light.test(query)) return true;
  return others.test(query) || /^(speech|not all)$/.test(query) ? false : undefined;
}

export function readRules(text: string, refuse: RefuseCss): readonly CssRule[] {
  const css = clean(text);
  const rules: CssRule[] = [];
  for (let at = 0; at < css.length; ) {
    const start = endOf(css, at, '{;');
    const prelude = css.slice(at, start).trim();
    if (css[start] !== '{') {
      if (prelude.startsWith('@') && !withoutEffect.test(prelude)) refuse(named(prelude));
      at = start + 1;
      continue;
    }
    const end = endOf(css, start + 1, '}');
    const body = css.slice(start + 1, end);
    at = end + 1;
    if (!prelude.startsWith('@')) {
      if (body.includes('{')) refuse(`嵌套的样式 ${named(prelude)}`);
      else rules.push({ selectors: prelude, declarations: readDeclarations(body) });
      continue;
    }
    const media = /^@media\b(.*)$/is.exec(prelude);
    const applies = media && mediumApplies(media[1]!);
    if (media && applies === true) rules.push(...readRules(body, refuse));
    else if (!media || applies === undefined) {
      if (!withoutEffect.test(prelude)) refuse(named(prelude));
    }
  }
  return rules;
}

const named = (text: string): string =>
  (text.length > 60 ? `${text.slice(0, 60)}…` : text).replace(/\s+/g, ' ');

/** Custom properties substitute at most so deep: they may name each other in a circle. CSS Variables 1, 3. */
const maxSubstitutions = 30;

/** A value with `var()` replaced; undefined if a custom property is missing and there is no fallback. */
export function substituteVariables(
  value: string,
  custom: Readonly<Record<string, string>>,
  depth = 0,
): string | undefined {
  const at = value.search(/\bvar\(/i);
  if (at < 0) return value;
  if (depth > maxSubstitutions || value.length > 10_000) return undefined;
  const inside = at + 4;
  const end = endOf(value, inside, ')');
  const comma = endOf(value.slice(0, end), inside, ',');
  const name = value.slice(inside, Math.min(comma, end)).trim();
  const fallback = comma < end ? value.slice(comma + 1, end).trim() : undefined;
  const replacement = custom[name] ?? fallback;
  if (replacement === undefined) return undefined;
  return substituteVariables(`${value.slice(0, at)}${replacement}${value.slice(end + 1)}`, custom, depth + 1);
}
