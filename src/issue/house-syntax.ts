import type { Extension as MdastExtension } from 'mdast-util-from-markdown';
import type { Construct, State, Extension as SyntaxExtension, TokenizeContext } from 'micromark-util-types';
import type { Processor } from 'unified';
import { inlineDirectives } from './directive-names.ts';

const colon = 58;

/**
 * Bends the syntax to Chinese copy; used after the other plugins.
 * - Lines indented by four spaces are paragraphs: layout staff indent with spaces and mean no code.
 * - Only a known name with brackets makes an inline directive: `8:30`, `电话:12345` and `（一）:甲` stay text.
 * - Addresses are linked by the tokenizer alone: the tree transform of GFM makes nodes without position.
 */
export function houseSyntax(this: Processor): void {
  const data = this.data();
  const syntax = data.micromarkExtensions ?? [];
  data.micromarkExtensions = [
    ...syntax.map(withKnownInlineDirectives),
    { disable: { null: ['codeIndented'] } },
  ];
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).flat().map(withoutTransforms);
}

function withoutTransforms({ transforms: _, ...extension }: MdastExtension): MdastExtension {
  return extension;
}

function withKnownInlineDirectives(extension: SyntaxExtension): SyntaxExtension {
  const construct = extension.text?.[colon];
  if (construct === undefined || Array.isArray(construct)) return extension;
  return { ...extension, text: { ...extension.text, [colon]: knownOnly(construct) } };
}

function knownOnly(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(this: TokenizeContext, effects, ok, nok) {
      const accept: State = (code) => (hasKnownName(this) ? ok(code) : nok(code));
      return construct.tokenize.call(this, effects, accept, nok);
    },
  };
}

/** Whether the directive that was read last has a known name and brackets: `gem:ruby` has none and is text. */
function hasKnownName({ events, sliceSerialize }: TokenizeContext): boolean {
  // The token types of an extension are not in the types of micromark itself.
  const types = events.map(([, token]): string => token.type);
  const named = types.lastIndexOf('directiveTextName');
  const name = events[named];
  if (name === undefined || !inlineDirectives.includes(sliceSerialize(name[1]))) return false;
  return types.indexOf('directiveTextLabel', named) > named;
}
