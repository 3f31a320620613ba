/** The settings each directive takes; docs/format.md is their contract. */
export const directiveSettings: Readonly<Record<string, readonly string[]>> = {
  '::kicker': [],
  '::deck': [],
  '::byline': [],
  '::credit': [],
  '::qr': ['data', 'size', 'ecc'],
  '::article': ['src', 'span', 'boxed', 'jump', 'priority', 'section'],
  '::page': ['columns', 'editor', 'designer'],
  ':::box': ['tint'],
  ':ruby': ['rt'],
};

/** Every directive with its colons. */
export const directives = Object.keys(directiveSettings);

/** The names that stand within a line, without the colon. */
export const inlineDirectives = directives.filter((name) => /^:\w/.test(name)).map((name) => name.slice(1));
