import type { Code, Construct, State, TokenizeContext, TokenType } from 'micromark-util-types';

/**
 * Constructs of micromark and its extensions, narrowed for Chinese copy. Each function takes a construct and returns one
 * that accepts less of the text, so that the rest stays copy.
 */

const addressPrefix = /^(?:https?:\/\/|www\.)$/i;
const addressCharacter = /[\w\-~/#@$+=%]/;
/** What belongs to an address only where more of it follows: `a.cn/b,c` but `a.cn, b`. */
const addressPoint = /[.:?!&'(),;[\]]/;

/**
 * Ends an autolink where its address ends (RFC 3986): at Chinese punctuation, and at the stars of emphasis around it. GFM
 * goes on to the next space, and Chinese copy has none. In: `autolink`, which decides where an address may begin; `type`,
 * its token.
 */
export function endAtAddress(autolink: Construct, type: TokenType): Construct {
  return {
    ...autolink,
    tokenize(effects, ok, nok) {
      let prefix = '';
      /** Brackets that the address has opened and not closed. */
      let depth = 0;
      const read: State = (code) => {
        effects.enter(linkType);
        effects.enter(type);
        return readPrefix(code);
      };
      const readPrefix: State = (code) => {
        prefix += characterOf(code);
        effects.consume(code);
        return addressPrefix.test(prefix) ? readHost : readPrefix;
      };
      const readHost: State = (code) => (/[A-Za-z\d]/.test(characterOf(code)) ? readRest(code) : nok(code));
      const readRest: State = (code) => {
        const character = characterOf(code);
        if (character === ')' && depth > 0) depth -= 1;
        else if (addressPoint.test(character)) return effects.attempt(points, readRest, finish)(code);
        else if (!addressCharacter.test(character)) return finish(code);
        effects.consume(code);
        return readRest;
      };
      const points: Construct = {
        partial: true,
        tokenize(pointEffects, more, none) {
          let opened = 0;
          const readPoint: State = (code) => {
            const character = characterOf(code);
            if (addressCharacter.test(character)) {
              depth += opened;
              return more(code);
            }
            if (!addressPoint.test(character) || (character === ')' && opened === 0)) return none(code);
            if (character === '(') opened += 1;
            if (character === ')') opened -= 1;
            pointEffects.consume(code);
            return readPoint;
          };
          return readPoint;
        },
      };
      const finish: State = (code) => {
        effects.exit(type);
        effects.exit(linkType);
        return ok(code);
      };
      return effects.check(autolink, read, nok);
    },
  };
}

const characterOf = (code: Code): string => (code === null || code < 0 ? '' : String.fromCodePoint(code));

// The types of micromark do not include the token types of its extensions.
const linkType = 'literalAutolink' as TokenType;

/** What opens a block whose content is no copy, and its beginnings. */
const rawOpening = /^<(?:[!?]|(?:script|style)[\s/>])/i;
const mayBecomeRaw = /^<\/?[a-z]{0,6}$/i;

/**
 * Accepts blocks of HTML that are no copy: comments, declarations, scripts. Any other tag at a line's head is a tag in a
 * paragraph, so that the words and the Markdown beside it are read like all copy.
 */
export function acceptRawHtml(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(this: TokenizeContext, effects, ok, nok) {
      let opening = '';
      const check =
        (state: State): State =>
        (code) => {
          opening += characterOf(code) || ' ';
          if (rawOpening.test(opening)) return state(code);
          if (!mayBecomeRaw.test(opening)) return nok(code);
          const next = state(code);
          return next === undefined ? next : check(next);
        };
      return check(construct.tokenize.call(this, effects, ok, nok));
    },
  };
}
